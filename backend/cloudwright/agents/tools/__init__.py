"""Thin tools over the use-cases of projects and artifacts, one module each."""
