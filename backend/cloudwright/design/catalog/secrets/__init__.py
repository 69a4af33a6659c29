"""What code may do with secrets and parameters, and how secrets are rotated."""
