"""Use cases of entering: each opens its own transactions, none while a password is hashed."""
