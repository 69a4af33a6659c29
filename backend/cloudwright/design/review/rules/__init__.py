"""One module per rule; each exports RULE."""
