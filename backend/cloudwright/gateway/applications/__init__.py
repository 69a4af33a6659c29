"""Applications that call models through the gateway: their keys, and what an organisation set for them."""
