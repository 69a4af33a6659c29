"""The ArtifactStore port on a local folder."""
