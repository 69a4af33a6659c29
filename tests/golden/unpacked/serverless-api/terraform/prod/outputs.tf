output "users_pool_id" {
  description = "User pool id for the front end"
  value       = aws_cognito_user_pool.users.id
}

output "users_client_id" {
  description = "Client id for the front end; it has no secret"
  value       = aws_cognito_user_pool_client.users.id
}

output "records_table_name" {
  description = "Name of the table 'Records'"
  value       = aws_dynamodb_table.records.name
}

output "alerts_topic_arn" {
  description = "ARN of the topic 'Alerts'"
  value       = aws_sns_topic.alerts.arn
}

output "handler_function_name" {
  description = "Name of the function 'Handler'"
  value       = aws_lambda_function.handler.function_name
}

output "api_endpoint" {
  description = "URL of API under AWS's own name"
  value       = aws_apigatewayv2_api.api.api_endpoint
}
