"""Compilers from the blueprint to infrastructure code."""
