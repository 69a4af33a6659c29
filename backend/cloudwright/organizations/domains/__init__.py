"""Domains of organisations: proved by a DNS record, they let people with such an address in."""
