"""One Strands agent per mode, its tools, and the read-only policy over what it may call."""
