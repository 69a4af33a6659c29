resource "aws_elasticache_subnet_group" "cache" {
  name        = "container-web-dev-cache"
  description = "Subnets of cache"
  subnet_ids  = [aws_subnet.network_isolated["a"].id, aws_subnet.network_isolated["b"].id]
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id       = "container-web-dev-cache"
  description                = "Answers what is asked again and again."
  engine                     = "valkey"
  engine_version             = "8.2"
  node_type                  = "cache.t4g.micro"
  num_cache_clusters         = 1
  automatic_failover_enabled = false
  multi_az_enabled           = false
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.cache.name
  security_group_ids         = [aws_security_group.cache.id]
  auto_minor_version_upgrade = true
  snapshot_retention_limit   = 0
}
