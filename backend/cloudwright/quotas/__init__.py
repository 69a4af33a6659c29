"""What a plan gives, what is used of it, and what is held while it is being used."""
