"""One's own account: profile, password, second factor, devices, leaving."""
