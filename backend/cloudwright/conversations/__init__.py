"""Conversations, turns and runs: streamed, followed by any number of sockets, stoppable, recoverable."""
