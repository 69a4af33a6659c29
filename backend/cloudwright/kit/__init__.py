"""Pure building blocks without a domain word: errors, money, identifiers, canonical JSON."""
