"""One module for each reference architecture: what points to it, and what has to be asked."""
