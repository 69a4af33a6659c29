resource "aws_s3_bucket" "balancer" {
  bucket = "container-web-prod-balancer-logs-${data.aws_caller_identity.current.account_id}-eu-west-1"
}

resource "aws_s3_bucket_ownership_controls" "balancer" {
  bucket = aws_s3_bucket.balancer.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "balancer" {
  bucket                  = aws_s3_bucket.balancer.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Load balancers deliver to buckets with the keys of S3 only.
resource "aws_s3_bucket_server_side_encryption_configuration" "balancer" {
  bucket = aws_s3_bucket.balancer.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Access logs are read for weeks, not for years.
resource "aws_s3_bucket_lifecycle_configuration" "balancer" {
  bucket = aws_s3_bucket.balancer.id

  rule {
    id     = "expire-logs"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }
  }
}

# Refuses every request that does not come over TLS.
data "aws_iam_policy_document" "balancer_bucket" {
  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.balancer.arn, "${aws_s3_bucket.balancer.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "AllowLogDelivery"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.balancer.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current.partition}:elasticloadbalancing:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:loadbalancer/*",
      ]
    }
  }
}

resource "aws_s3_bucket_policy" "balancer" {
  bucket = aws_s3_bucket.balancer.id
  policy = data.aws_iam_policy_document.balancer_bucket.json
}
