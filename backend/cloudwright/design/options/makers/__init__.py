"""One module for each reference architecture: the candidates that it gives for a brief."""
