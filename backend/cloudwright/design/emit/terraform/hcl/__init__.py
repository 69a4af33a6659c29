"""HCL as a small typed tree, its text exactly as `terraform fmt` leaves it, and a reader of that text."""
