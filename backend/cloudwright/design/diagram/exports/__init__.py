"""What a drawing can be written as: SVG, PNG, draw.io, Mermaid."""
