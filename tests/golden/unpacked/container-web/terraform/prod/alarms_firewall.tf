resource "aws_cloudwatch_metric_alarm" "operations_firewall_blocked" {
  alarm_name          = "container-web-prod-operations-firewall-blocked"
  alarm_description   = "Web firewall: many blocked calls. An attack is being held off, or a rule blocks real callers. First look: The sampled requests of the web ACL: which rule, which addresses. SizeRestrictions_BODY refuses bodies over 8 KB, such as uploads."
  namespace           = "AWS/WAFV2"
  metric_name         = "BlockedRequests"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    WebACL = "container-web-prod-firewall"
    Rule   = "ALL"
    Region = "eu-west-1"
  }
}
