"""One class per concern: projects, briefs, options, revisions."""
