"""The downloadable result: files, manifest, consistency and checks."""
