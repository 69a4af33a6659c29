"""Slows guessing down: growing pauses for who is wrong again and again, and none for anybody else."""
