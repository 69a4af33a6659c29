"""Dated AWS facts: packaged tables with a source, a date and a status on every row."""
