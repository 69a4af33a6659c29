"""Client credentials (RFC 6749, section 4.4): short tokens in place of keys."""
