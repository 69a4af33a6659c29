"""The architecture, the brief, edits to both, and what comparing two architectures says."""
