"""What applications and providers say to each other, in the words that they have in common. Pure."""
