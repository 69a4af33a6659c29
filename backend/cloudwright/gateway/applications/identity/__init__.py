"""Whose call it is: keys and tokens, looked at on every request."""
