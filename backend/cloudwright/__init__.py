"""Cloudwright: design AWS systems by chatting, and walk away with infrastructure code."""

from cloudwright.kit.memory import collect_rarely

collect_rarely()
