"""Structured logs and the identity of a request."""
