"""The catalogue: one module per AWS service with its kinds, how they lower, and what they cost."""
