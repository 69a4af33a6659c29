"""Cloudwright: design AWS systems by chatting, and walk away with infrastructure code."""
