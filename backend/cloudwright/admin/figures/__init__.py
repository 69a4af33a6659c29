"""Error rate and latency of runs, by mode."""
