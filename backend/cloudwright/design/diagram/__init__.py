"""Drawings of a design: scene, positioned drawing, and its exports."""
