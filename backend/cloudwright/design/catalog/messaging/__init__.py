"""Queues, topics and rules: what connections to them bring about, prices and alarms."""
