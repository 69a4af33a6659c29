resource "aws_cloudwatch_log_group" "network" {
  name              = "/aws/vpc/container-web-prod-network"
  retention_in_days = 90
}

data "aws_iam_policy_document" "network_assume_role" {
  statement {
    sid     = "AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "network_permissions" {
  statement {
    sid       = "WriteFlowLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.network.arn}:*"]
  }
}

resource "aws_iam_role" "network" {
  name               = "container-web-prod-network"
  description        = "Writes the flow logs of network"
  assume_role_policy = data.aws_iam_policy_document.network_assume_role.json
}

resource "aws_iam_role_policy" "network" {
  name   = "write-flow-logs"
  role   = aws_iam_role.network.id
  policy = data.aws_iam_policy_document.network_permissions.json
}

resource "aws_flow_log" "network" {
  vpc_id                   = aws_vpc.network.id
  traffic_type             = "ALL"
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.network.arn
  iam_role_arn             = aws_iam_role.network.arn
  max_aggregation_interval = 600
}
