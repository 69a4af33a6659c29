resource "aws_cloudwatch_metric_alarm" "operations_api_5xx" {
  alarm_name          = "serverless-api-prod-operations-api-5xx"
  alarm_description   = "API: calls answered with 5xx. More calls than tolerated end in a server error; the average of this metric is a rate. First look: The API's access log for `status` 5xx, then the log of the route's function."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.01
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_api_latency" {
  alarm_name          = "serverless-api-prod-operations-api-latency"
  alarm_description   = "API: slow answers. One call in twenty takes longer than the threshold in milliseconds. First look: Compare with IntegrationLatency: when both rise the function is slow, not the API."
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
}
