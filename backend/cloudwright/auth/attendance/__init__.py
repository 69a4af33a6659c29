"""When members were here last, and how they are protected."""
