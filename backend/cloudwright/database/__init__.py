"""The engine, the unit of work, portable column types and migrations."""
