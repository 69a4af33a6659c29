"""Which target answers a call, and what follows when it does not. Pure; the time is handed in."""
