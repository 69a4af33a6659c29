"""The offline knowledge server: dated facts and Well-Architected advice, each entry with its source."""
