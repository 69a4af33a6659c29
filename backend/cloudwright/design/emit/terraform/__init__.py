"""The blueprint as Terraform: idiomatic `aws_*` resources, one file for each area of the architecture."""
