"""Operators who look as a member: for a while, for a reason, and changing nothing."""
