"""Comments on the elements of a design, found by the id of the element wherever it is drawn."""
