"""An independent reader of a bundle's files: it knows formats, not the compilers that wrote them."""
