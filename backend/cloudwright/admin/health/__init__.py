"""Whether what the product needs answers, how fast, and since when."""
