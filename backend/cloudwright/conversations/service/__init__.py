"""One class per concern: conversations, turns, runs."""
