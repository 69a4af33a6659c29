resource "aws_cloudwatch_metric_alarm" "operations_handler_errors" {
  alarm_name          = "serverless-api-prod-operations-handler-errors"
  alarm_description   = "Handler: errors. Runs of the function ended with an exception or ran out of time. First look: The function's log group: filter on level ERROR, then the trace of one failed run."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    FunctionName = aws_lambda_function.handler.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_handler_throttles" {
  alarm_name          = "serverless-api-prod-operations-handler-throttles"
  alarm_description   = "Handler: throttled. Lambda refused to run the function: its own or the account's concurrency is used up. First look: ConcurrentExecutions of the account against its quota; look for a loop or a spike."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    FunctionName = aws_lambda_function.handler.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_handler_duration" {
  alarm_name          = "serverless-api-prod-operations-handler-duration"
  alarm_description   = "Handler: close to its timeout. For 15 minutes one run in twenty took over 80 % of its 15 s. First look: A trace of a slow run in X-Ray: which neighbour takes the time."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 12000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    FunctionName = aws_lambda_function.handler.function_name
  }
}
