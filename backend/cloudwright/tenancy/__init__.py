"""Who acts, for which organisation, and the one place that keeps organisations apart."""
