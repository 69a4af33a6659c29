"""Availability floors composed from service level agreements."""
