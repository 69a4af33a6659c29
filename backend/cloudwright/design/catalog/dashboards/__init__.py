"""The graphs of a dashboard: where they stand and what they show."""
