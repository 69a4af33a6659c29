"""Reference architectures as parameterised designs."""
