"""One module for each AWS service: what its resource types are in Terraform."""
