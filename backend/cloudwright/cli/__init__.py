"""The command line: one module per command, found by name and loaded when asked for."""
