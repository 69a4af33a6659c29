"""Pure ASGI middleware. Refusals are raised; the error boundary of `api` turns them into envelopes."""
