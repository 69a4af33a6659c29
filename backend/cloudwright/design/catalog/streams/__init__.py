"""Streams of records, and what delivers them to a bucket."""
