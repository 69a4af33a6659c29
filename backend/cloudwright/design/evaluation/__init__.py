"""Everything computed about one design in one value."""
