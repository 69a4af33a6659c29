"""What is written down before and after every call, and how it gets to the ledger without loss."""
