"""Router assembly, the envelope and the error mapping."""
