resource "aws_cognito_user_pool" "users" {
  name                     = "serverless-api-dev-users"
  user_pool_tier           = "ESSENTIALS"
  deletion_protection      = "INACTIVE"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"

  # Cannot be changed later: Ann@x and ann@x are the same person.
  username_configuration {
    case_sensitive = false
  }

  software_token_mfa_configuration {
    enabled = true
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    require_uppercase                = true
    temporary_password_validity_days = 7
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = false
  }
}

resource "aws_cognito_user_pool_client" "users" {
  name         = "web"
  user_pool_id = aws_cognito_user_pool.users.id
  # A page in a browser cannot keep a secret: it uses the code flow with PKCE.
  generate_secret                      = false
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["email", "openid", "profile"]
  callback_urls                        = ["http://localhost:3000/"]
  logout_urls                          = ["http://localhost:3000/"]
  # Answers do not tell whether an account exists.
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = 30

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

resource "aws_cognito_user_pool_domain" "users" {
  user_pool_id = aws_cognito_user_pool.users.id
  # The address of the sign-in pages, unique in the Region by the account id.
  domain = "serverless-api-dev-users-${data.aws_caller_identity.current.account_id}"
}
