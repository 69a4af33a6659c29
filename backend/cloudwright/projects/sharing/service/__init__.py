"""Making links, and following them."""
