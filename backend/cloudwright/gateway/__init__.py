"""The governance gateway: the only maker of models, and the ledger of every model call."""
