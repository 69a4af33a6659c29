"""The Linter port on cfn-lint, in a warm subprocess."""
