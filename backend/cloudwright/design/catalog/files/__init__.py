"""Shared file systems: properties, resources, connections, prices and alarms."""
