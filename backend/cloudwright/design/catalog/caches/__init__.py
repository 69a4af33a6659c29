"""Caches in memory: properties, resources, connections, prices and alarms."""
