"""Sign-in with OpenID Connect: the way to a provider, the way back, and what is believed of it."""
