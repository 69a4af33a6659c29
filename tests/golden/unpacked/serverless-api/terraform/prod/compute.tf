resource "aws_cloudwatch_log_group" "handler" {
  name              = "/aws/lambda/serverless-api-prod-handler"
  retention_in_days = 90
}

data "aws_iam_policy_document" "handler_assume_role" {
  statement {
    sid     = "AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "handler_permissions" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.handler.arn}:*"]
  }

  statement {
    sid       = "WriteTraces"
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  statement {
    sid = "ReadsRecords"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
    ]
    resources = [aws_dynamodb_table.records.arn]
  }

  statement {
    sid = "WritesRecords"
    actions = [
      "dynamodb:BatchWriteItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.records.arn]
  }
}

resource "aws_iam_role" "handler" {
  name               = "serverless-api-prod-handler"
  description        = "What handler may do"
  assume_role_policy = data.aws_iam_policy_document.handler_assume_role.json
}

resource "aws_iam_role_policy" "handler" {
  name   = "access"
  role   = aws_iam_role.handler.id
  policy = data.aws_iam_policy_document.handler_permissions.json
}

resource "aws_lambda_function" "handler" {
  function_name = "serverless-api-prod-handler"
  description   = "Answers calls; runs only while there are calls."
  role          = aws_iam_role.handler.arn
  runtime       = "python3.13"
  # arm64 costs a fifth less than x86 for the same work.
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/../../functions/handler.zip"
  source_code_hash = filebase64sha256("${path.module}/../../functions/handler.zip")
  memory_size      = 256
  timeout          = 15

  environment {
    variables = {
      RECORDS_TABLE_NAME = aws_dynamodb_table.records.name
    }
  }

  tracing_config {
    mode = "Active"
  }

  # The log group exists before the function, so that its retention holds.
  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.handler.name
    application_log_level = "INFO"
    system_log_level      = "WARN"
  }

  depends_on = [aws_iam_role_policy.handler]
}
