"""What an HTTP API calls and costs."""
