"""The Journal and Backlog ports on a local append-only file."""
