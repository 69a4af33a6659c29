"""The built-in designer: a rule-based model that needs no key and no network, and says what it is."""
