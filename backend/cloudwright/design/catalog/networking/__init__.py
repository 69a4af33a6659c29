"""Amazon VPC: address plans, subnets, routes, endpoints, and the security groups that connections open."""
