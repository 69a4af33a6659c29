"""What Redis 7 or later does for us where several processes count together."""
