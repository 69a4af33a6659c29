output "network_vpc_id" {
  description = "Id of the network 'Network'"
  value       = aws_vpc.network.id
}

output "way_out_address_a" {
  description = "Public address from which 'Way out' calls others, zone a"
  value       = aws_eip.way_out["a"].public_ip
}

output "cache_endpoint" {
  description = "Host name of 'Cache', port 6379, TLS only"
  value       = aws_elasticache_replication_group.cache.primary_endpoint_address
}

output "database_endpoint" {
  description = "Host name of the writer of 'Database'"
  value       = aws_rds_cluster.database.endpoint
}

output "database_secret_arn" {
  description = "ARN of the secret with the user and password of 'Database'"
  value       = aws_rds_cluster.database.master_user_secret[0].secret_arn
}

output "alerts_topic_arn" {
  description = "ARN of the topic 'Alerts'"
  value       = aws_sns_topic.alerts.arn
}

output "app_service_name" {
  description = "Name of the service 'Application' in its cluster"
  value       = aws_ecs_service.app.name
}

output "address_url" {
  description = "URL of the name 'Address'"
  value       = "https://${var.domain_name}"
}

output "balancer_url" {
  description = "URL of the load balancer 'Load balancer'"
  value       = "https://${var.domain_name}"
}
