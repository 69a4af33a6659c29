"""Workflows: their steps, what starts them, and what they cost."""
