"""The blueprint: the CloudFormation-shaped graph of AWS resources that lowering makes of an architecture."""
