"""From a sentence about an existing design to the typed edits it asks for."""
