"""What is done with policies: writing, trying, and asking them."""
