"""The event log: what happened in each conversation, numbered, replayable and followed live."""
