resource "aws_cloudwatch_metric_alarm" "operations_api_5xx" {
  alarm_name          = "serverless-api-dev-operations-api-5xx"
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
  alarm_name          = "serverless-api-dev-operations-api-latency"
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

resource "aws_cloudwatch_metric_alarm" "operations_handler_errors" {
  alarm_name          = "serverless-api-dev-operations-handler-errors"
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
  alarm_name          = "serverless-api-dev-operations-handler-throttles"
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
  alarm_name          = "serverless-api-dev-operations-handler-duration"
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

resource "aws_cloudwatch_metric_alarm" "operations_records_read_throttles" {
  alarm_name          = "serverless-api-dev-operations-records-read-throttles"
  alarm_description   = "Records: throttled reads. DynamoDB refused reads: one key is hot, or traffic doubled within minutes. First look: Consumed capacity of the table; for the key used most switch on Contributor Insights."
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    TableName = aws_dynamodb_table.records.name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_records_read_errors" {
  alarm_name          = "serverless-api-dev-operations-records-read-errors"
  alarm_description   = "Records: system errors on GetItem. DynamoDB answered with server errors (HTTP 500); the SDK retries them. First look: AWS Health Dashboard of the Region, then the callers' error logs."
  namespace           = "AWS/DynamoDB"
  metric_name         = "SystemErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    TableName = aws_dynamodb_table.records.name
    Operation = "GetItem"
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_records_write_throttles" {
  alarm_name          = "serverless-api-dev-operations-records-write-throttles"
  alarm_description   = "Records: throttled writes. DynamoDB refused writes: one key is hot, or traffic doubled within minutes. First look: Consumed capacity of the table; for the key used most switch on Contributor Insights."
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    TableName = aws_dynamodb_table.records.name
  }
}

resource "aws_cloudwatch_metric_alarm" "operations_records_write_errors" {
  alarm_name          = "serverless-api-dev-operations-records-write-errors"
  alarm_description   = "Records: system errors on PutItem. DynamoDB answered with server errors (HTTP 500); the SDK retries them. First look: AWS Health Dashboard of the Region, then the callers' error logs."
  namespace           = "AWS/DynamoDB"
  metric_name         = "SystemErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  dimensions = {
    TableName = aws_dynamodb_table.records.name
    Operation = "PutItem"
  }
}
