"""Which requirement is met by which elements, and which is not."""
