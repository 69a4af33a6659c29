"""Messages to people: written in the caller's transaction, sent by a worker, each once."""
