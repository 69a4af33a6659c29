resource "aws_cloudwatch_metric_alarm" "operations_records_read_throttles" {
  alarm_name          = "serverless-api-prod-operations-records-read-throttles"
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
  alarm_name          = "serverless-api-prod-operations-records-read-errors"
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
  alarm_name          = "serverless-api-prod-operations-records-write-throttles"
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
  alarm_name          = "serverless-api-prod-operations-records-write-errors"
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
