"""From free text to requirements, with the phrase each came from."""
