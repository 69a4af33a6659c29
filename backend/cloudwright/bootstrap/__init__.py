"""The composition root: builds every service from settings. The only package that names adapters."""
