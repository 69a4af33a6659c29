"""Bundles: what a person takes away, how it is checked and stored."""
