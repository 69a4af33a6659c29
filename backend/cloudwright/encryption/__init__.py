"""Sealed values: a key ring that only wraps data keys, and the envelope around each value."""
