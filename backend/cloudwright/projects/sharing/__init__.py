"""Links that show one revision of a design to whoever has them, without a sign-in."""
