"""Which elements a backup plan keeps recovery points of, and what they cost."""
