"""Elastic Load Balancing: listeners, routes, target groups, access logs, prices and alarms."""
