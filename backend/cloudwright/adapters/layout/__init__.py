"""The layout port: ELK layered in a warm subprocess."""
