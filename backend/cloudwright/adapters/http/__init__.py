"""The pooled client that reaches providers of models, and whom it may reach."""
