"""Deterministic rules over the architecture and its blueprint."""
