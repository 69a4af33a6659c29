"""The ledger's rows as admins read them."""
