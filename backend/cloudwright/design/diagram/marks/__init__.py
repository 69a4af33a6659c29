"""The parts of a drawing as SVG text, each a pure function of a theme."""
