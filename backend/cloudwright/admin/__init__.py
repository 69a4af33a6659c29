"""What operators of the platform see and do, across all organisations."""
