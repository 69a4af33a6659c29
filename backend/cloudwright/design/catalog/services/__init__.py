"""One module per AWS service. Adding a service is adding a module that exports KINDS."""
