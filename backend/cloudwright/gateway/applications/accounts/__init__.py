"""Keys of model providers that belong to an organisation."""
