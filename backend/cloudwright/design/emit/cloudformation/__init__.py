"""The blueprint as CloudFormation templates, one for each stack."""
