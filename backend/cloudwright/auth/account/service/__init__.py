"""Use cases of an account: each opens its own transactions, none while anything is hashed or sealed."""
