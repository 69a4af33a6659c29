"""From an architecture to the blueprint of one environment."""
