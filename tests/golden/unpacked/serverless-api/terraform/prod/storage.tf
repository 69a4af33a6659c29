resource "aws_dynamodb_table" "records" {
  name        = "serverless-api-prod-records"
  table_class = "STANDARD"
  # On demand: nothing is paid for capacity that is not used, no scaling to tune.
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  deletion_protection_enabled = true

  attribute {
    name = "pk"
    type = "S"
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = 35
  }
}
