"""The use cases of operators; each says what it did in the trail of the platform."""
