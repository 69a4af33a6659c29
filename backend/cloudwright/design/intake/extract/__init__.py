"""One module per family of facts; each exports FIND, a function from text to facts."""
