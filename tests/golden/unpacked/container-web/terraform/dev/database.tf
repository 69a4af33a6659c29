resource "aws_db_subnet_group" "database" {
  name        = "container-web-dev-database"
  description = "Subnets of database"
  subnet_ids  = [aws_subnet.network_isolated["a"].id, aws_subnet.network_isolated["b"].id]
}

resource "aws_rds_cluster_parameter_group" "database" {
  name        = "container-web-dev-database-aurora-postgresql17"
  description = "Parameters of database"
  family      = "aurora-postgresql17"

  # Connections without TLS are refused; what takes over a second is logged.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    # A group in use cannot go first.
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/cluster/container-web-dev-database/postgresql"
  retention_in_days = 7
}

resource "aws_rds_cluster" "database" {
  cluster_identifier  = "container-web-dev-database"
  skip_final_snapshot = true
  engine              = "aurora-postgresql"
  engine_version      = "17.11"
  database_name       = "app"
  master_username     = "app_owner"
  # RDS makes the password, keeps it as a secret, and rotates it weekly.
  manage_master_user_password         = true
  iam_database_authentication_enabled = true
  db_subnet_group_name                = aws_db_subnet_group.database.name
  vpc_security_group_ids              = [aws_security_group.database.id]
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.database.name
  storage_encrypted                   = true
  backup_retention_period             = 7
  copy_tags_to_snapshot               = true
  deletion_protection                 = false
  # The log groups exist before the cluster, so that their retention holds.
  enabled_cloudwatch_logs_exports = ["postgresql"]

  serverlessv2_scaling_configuration {
    min_capacity = 0
    max_capacity = 2
  }

  lifecycle {
    # AWS moves on to newer minor versions by itself.
    ignore_changes = [engine_version]
  }

  depends_on = [aws_cloudwatch_log_group.database]
}

resource "aws_rds_cluster_instance" "database" {
  for_each = toset(["a"])

  # Aurora decides which of its instances writes.
  identifier                   = "container-web-dev-database-${each.key}"
  cluster_identifier           = aws_rds_cluster.database.cluster_identifier
  engine                       = "aurora-postgresql"
  instance_class               = "db.serverless"
  availability_zone            = data.aws_availability_zones.available.names[0]
  db_subnet_group_name         = aws_db_subnet_group.database.name
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
}
