"""Sign-in: opaque tokens, local sign-in, WebSocket tickets."""
