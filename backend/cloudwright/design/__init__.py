"""The pure core: a typed architecture, its catalogue, and the compilers and checks computed from it."""
