"""What may not pass in prompts and answers: found by patterns, redacted, or blocked. Pure."""
