resource "aws_cloudwatch_metric_alarm" "operations_database_cpu" {
  alarm_name          = "container-web-dev-operations-database-cpu"
  alarm_description   = "Database: processors busy. An instance has used over 80 % of its processors for 15 minutes. First look: Performance Insights: which statement has the most active sessions, and its plan."
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_database_memory" {
  alarm_name          = "container-web-dev-operations-database-memory"
  alarm_description   = "Database: little memory left. An instance has had less than 256 MB of memory left for 15 minutes. First look: Connections first: each takes memory; then statements that sort or join large sets."
  namespace           = "AWS/RDS"
  metric_name         = "FreeableMemory"
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = 268435456
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_database_connections" {
  alarm_name          = "container-web-dev-operations-database-connections"
  alarm_description   = "Database: many connections. Over 400 connections for 15 minutes: the next ones may be refused. First look: Who holds them: sessions by user and host; clients that open one for each call."
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 400
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_database_capacity" {
  alarm_name          = "container-web-dev-operations-database-capacity"
  alarm_description   = "Database: capacity nearly used up. An instance has used over 90 % of its 2 ACU for 15 minutes and cannot grow further. First look: Performance Insights for what takes the capacity; then raise `maximum_acu`."
  namespace           = "AWS/RDS"
  metric_name         = "ACUUtilization"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
  }
}
