"""What admins do with applications and their keys."""
