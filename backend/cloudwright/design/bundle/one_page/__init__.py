"""brief.html: the design on one sheet of A4, for those who decide about it."""
