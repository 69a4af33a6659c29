resource "aws_cloudwatch_metric_alarm" "operations_balancer_5xx" {
  alarm_name          = "container-web-prod-operations-balancer-5xx"
  alarm_description   = "Load balancer: targets answer with status 5xx. Callers get errors that the code behind the load balancer made. First look: The logs of the targets in these minutes; then what was deployed last."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    LoadBalancer = aws_lb.balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_balancer_own_5xx" {
  alarm_name          = "container-web-prod-operations-balancer-own-5xx"
  alarm_description   = "Load balancer: answers with status 5xx of its own. Callers get errors because no target answered: none is healthy (503), one broke off (502), or took too long (504). First look: How many targets are healthy, why the others are not; then statuses in the access log."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    LoadBalancer = aws_lb.balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_balancer_latency" {
  alarm_name          = "container-web-prod-operations-balancer-latency"
  alarm_description   = "Load balancer: slow answers. For 15 minutes one request in twenty took over 1000 ms. First look: CPU and memory of the targets, then the databases and services that they call."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    LoadBalancer = aws_lb.balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_balancer_rejected" {
  alarm_name          = "container-web-prod-operations-balancer-rejected"
  alarm_description   = "Load balancer: refused connections. The load balancer refused connections: it had reached the most that it can keep open. First look: A spike or an attack in NewConnectionCount; ask AWS for more capacity units in advance."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "RejectedConnectionCount"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    LoadBalancer = aws_lb.balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_balancer_unhealthy_app" {
  alarm_name          = "container-web-prod-operations-balancer-unhealthy-app"
  alarm_description   = "Load balancer: unhealthy targets in app. A target has failed its health check for ten minutes, and gets no requests. First look: Why the target group says it is unhealthy; the logs of that task or instance."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    LoadBalancer = aws_lb.balancer.arn_suffix
    TargetGroup  = aws_lb_target_group.balancer_targets_app.arn_suffix
  }
}
