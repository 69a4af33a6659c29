resource "aws_cloudwatch_metric_alarm" "operations_cache_cpu_1" {
  alarm_name          = "container-web-prod-operations-cache-cpu-1"
  alarm_description   = "Cache, node 1: processor busy. The engine has used over 80 % of its processor for 15 minutes. First look: The slow log for expensive commands, such as KEYS; then calls a second."
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-001"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_cache_memory_1" {
  alarm_name          = "container-web-prod-operations-cache-memory-1"
  alarm_description   = "Cache, node 1: memory nearly full. Over 80 % of the memory is in use; entries will go. First look: Keys without an expiry first; then the largest values."
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-001"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_cache_evictions_1" {
  alarm_name          = "container-web-prod-operations-cache-evictions-1"
  alarm_description   = "Cache, node 1: entries thrown out. Over 1000 entries were thrown out in 5 minutes: memory is too small for what is kept. First look: Hits against misses: whether it hurts; then a larger node, or shorter expiry."
  namespace           = "AWS/ElastiCache"
  metric_name         = "Evictions"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-001"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_cache_cpu_2" {
  alarm_name          = "container-web-prod-operations-cache-cpu-2"
  alarm_description   = "Cache, node 2: processor busy. The engine has used over 80 % of its processor for 15 minutes. First look: The slow log for expensive commands, such as KEYS; then calls a second."
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-002"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_cache_memory_2" {
  alarm_name          = "container-web-prod-operations-cache-memory-2"
  alarm_description   = "Cache, node 2: memory nearly full. Over 80 % of the memory is in use; entries will go. First look: Keys without an expiry first; then the largest values."
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-002"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_cache_evictions_2" {
  alarm_name          = "container-web-prod-operations-cache-evictions-2"
  alarm_description   = "Cache, node 2: entries thrown out. Over 1000 entries were thrown out in 5 minutes: memory is too small for what is kept. First look: Hits against misses: whether it hurts; then a larger node, or shorter expiry."
  namespace           = "AWS/ElastiCache"
  metric_name         = "Evictions"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    CacheClusterId = "container-web-prod-cache-002"
  }
}
