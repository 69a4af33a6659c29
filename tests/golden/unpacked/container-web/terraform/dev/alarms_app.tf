resource "aws_cloudwatch_metric_alarm" "operations_app_cpu" {
  alarm_name          = "container-web-dev-operations-app-cpu"
  alarm_description   = "Application: CPU nearly used up. For 15 minutes the tasks used over 85 % of their CPU: scaling does not keep up. First look: Whether the service already runs its most tasks; then a profile of the code."
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    ClusterName = aws_ecs_cluster.app.name
    ServiceName = aws_ecs_service.app.name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_app_memory" {
  alarm_name          = "container-web-dev-operations-app-memory"
  alarm_description   = "Application: memory nearly used up. For 15 minutes the tasks used over 85 % of their memory: scaling does not keep up. First look: Whether memory grows until a task is stopped (exit code 137): a leak."
  namespace           = "AWS/ECS"
  metric_name         = "MemoryUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    ClusterName = aws_ecs_cluster.app.name
    ServiceName = aws_ecs_service.app.name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_app_tasks" {
  alarm_name          = "container-web-dev-operations-app-tasks"
  alarm_description   = "Application: no running task. Tasks stop, or new ones do not start: the service has less than it needs. First look: The service's events and the stopped tasks' reasons; then the log of the last task."
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    ClusterName = aws_ecs_cluster.app.name
    ServiceName = aws_ecs_service.app.name
  }
}
