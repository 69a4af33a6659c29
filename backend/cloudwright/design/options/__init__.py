"""Whole candidate designs for a brief, and their comparison."""
