"""Models of providers: each module builds one vendor's model and says what its exceptions mean."""
