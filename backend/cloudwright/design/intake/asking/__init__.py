"""What a message asks, objects to or imagines about a design; none of it ever changes one."""
