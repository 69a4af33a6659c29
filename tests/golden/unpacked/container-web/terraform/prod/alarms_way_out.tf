resource "aws_cloudwatch_metric_alarm" "operations_way_out_ports_a" {
  alarm_name          = "container-web-prod-operations-way-out-ports-a"
  alarm_description   = "Way out: no free ports, zone a. Calls to the outside failed: over 55,000 connections at one time to one destination. First look: Which destination: flow logs by address; let clients keep and share connections."
  namespace           = "AWS/NATGateway"
  metric_name         = "ErrorPortAllocation"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    NatGatewayId = aws_nat_gateway.way_out["a"].id
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_way_out_ports_b" {
  alarm_name          = "container-web-prod-operations-way-out-ports-b"
  alarm_description   = "Way out: no free ports, zone b. Calls to the outside failed: over 55,000 connections at one time to one destination. First look: Which destination: flow logs by address; let clients keep and share connections."
  namespace           = "AWS/NATGateway"
  metric_name         = "ErrorPortAllocation"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    NatGatewayId = aws_nat_gateway.way_out["b"].id
  }
}
