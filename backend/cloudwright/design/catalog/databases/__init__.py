"""Relational databases: Aurora clusters, RDS instances, and the proxies in front of them."""
