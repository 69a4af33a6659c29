"""Ports implemented: one package per port, vendors named here alone."""
