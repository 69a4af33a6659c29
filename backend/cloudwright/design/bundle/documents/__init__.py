"""The documents of a bundle, each a pure function of the subject."""
