"""The trail of the platform: written with each deed and before each look, read across organisations."""
