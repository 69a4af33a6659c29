resource "aws_elasticache_subnet_group" "cache" {
  name        = "container-web-prod-cache"
  description = "Subnets of cache"
  subnet_ids  = [aws_subnet.network_isolated["a"].id, aws_subnet.network_isolated["b"].id]
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id      = "container-web-prod-cache"
  final_snapshot_identifier = "container-web-prod-cache-final"
  description               = "Answers what is asked again and again."
  engine                    = "valkey"
  engine_version            = "8.2"
  node_type                 = "cache.t4g.medium"
  num_cache_clusters        = 2
  # A replica in another zone takes over within a minute.
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.cache.name
  security_group_ids         = [aws_security_group.cache.id]
  auto_minor_version_upgrade = true
  snapshot_retention_limit   = 7
}
