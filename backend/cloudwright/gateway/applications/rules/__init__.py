"""Routes, limits and inspection profiles of an organisation."""
