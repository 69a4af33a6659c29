"""Members, their seats, and invitations to become one, over HTTP."""
