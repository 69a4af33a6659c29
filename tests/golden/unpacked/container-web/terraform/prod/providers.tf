locals {
  tags = {
    Project     = "container-web"
    Environment = "prod"
    ManagedBy   = "cloudwright-bundle"
  }
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = local.tags
  }
}
