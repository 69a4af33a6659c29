"""The data plane: one pipeline for every call of a model, and the bare ASGI application before it."""
