"""Reading and writing comments."""
