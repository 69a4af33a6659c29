"""Answers to questions about a design, computed from it: pure, and nothing is ever changed."""
