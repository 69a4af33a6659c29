"""Dated list prices applied to what a design uses in a month."""
