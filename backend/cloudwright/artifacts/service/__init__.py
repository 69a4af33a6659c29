"""Use-cases of artifacts."""
