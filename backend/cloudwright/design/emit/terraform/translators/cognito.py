"""Amazon Cognito user pools."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, is_list
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested


def _mfa(reader: Reader, name: str) -> Iterable[Item]:
    """Write the second factors; Terraform has a block for each, CloudFormation a list of names."""
    methods = reader.values[name]
    if not is_list(methods) or list(methods) != ["SOFTWARE_TOKEN_MFA"]:
        raise reader.refusal(name, reason="only authenticator apps are known as second factor")
    enabled = Attribute("enabled", Token("true"))
    yield Block("software_token_mfa_configuration", (), (enabled,), reader.why(name))


_BOUNDS = {"MinLength": "min_length", "MaxLength": "max_length"}

USER_POOL = Translator(
    type="AWS::Cognito::UserPool",
    resource="aws_cognito_user_pool",
    arguments={
        "UserPoolName": "name",
        "UserPoolTier": "user_pool_tier",
        "DeletionProtection": "deletion_protection",
        "UsernameAttributes": "username_attributes",
        "AliasAttributes": "alias_attributes",
        "AutoVerifiedAttributes": "auto_verified_attributes",
        "MfaConfiguration": "mfa_configuration",
        "UsernameConfiguration": Nested("username_configuration", {"CaseSensitive": "case_sensitive"}),
        "EnabledMfas": Custom(_mfa),
        "Policies": Inline(
            {
                "PasswordPolicy": Nested(
                    "password_policy",
                    {
                        "MinimumLength": "minimum_length",
                        "RequireLowercase": "require_lowercase",
                        "RequireNumbers": "require_numbers",
                        "RequireSymbols": "require_symbols",
                        "RequireUppercase": "require_uppercase",
                        "PasswordHistorySize": "password_history_size",
                        "TemporaryPasswordValidityDays": "temporary_password_validity_days",
                    },
                )
            }
        ),
        "AccountRecoverySetting": Nested(
            "account_recovery_setting",
            {"RecoveryMechanisms": Nested("recovery_mechanism", {"Name": "name", "Priority": "priority"})},
        ),
        "AdminCreateUserConfig": Nested(
            "admin_create_user_config", {"AllowAdminCreateUserOnly": "allow_admin_create_user_only"}
        ),
        "UserAttributeUpdateSettings": Nested(
            "user_attribute_update_settings",
            {"AttributesRequireVerificationBeforeUpdate": "attributes_require_verification_before_update"},
        ),
        "VerificationMessageTemplate": Nested(
            "verification_message_template", {"DefaultEmailOption": "default_email_option"}
        ),
        "UserPoolAddOns": Nested("user_pool_add_ons", {"AdvancedSecurityMode": "advanced_security_mode"}),
        "Schema": Nested(
            "schema",
            {
                "Name": "name",
                "AttributeDataType": "attribute_data_type",
                "Mutable": "mutable",
                "Required": "required",
                "StringAttributeConstraints": Nested("string_attribute_constraints", _BOUNDS),
            },
        ),
        "UserPoolTags": TAGS,
    },
    references={
        "": "id",
        "UserPoolId": "id",
        "Arn": "arn",
        "ProviderName": "endpoint",
        "ProviderURL": "https://{endpoint}",
    },
    named="name",
)

CLIENT = Translator(
    type="AWS::Cognito::UserPoolClient",
    resource="aws_cognito_user_pool_client",
    arguments={
        "ClientName": "name",
        "UserPoolId": "user_pool_id",
        "GenerateSecret": "generate_secret",
        "SupportedIdentityProviders": "supported_identity_providers",
        "ExplicitAuthFlows": "explicit_auth_flows",
        "AllowedOAuthFlowsUserPoolClient": "allowed_oauth_flows_user_pool_client",
        "AllowedOAuthFlows": "allowed_oauth_flows",
        "AllowedOAuthScopes": "allowed_oauth_scopes",
        "CallbackURLs": "callback_urls",
        "DefaultRedirectURI": "default_redirect_uri",
        "LogoutURLs": "logout_urls",
        "PreventUserExistenceErrors": "prevent_user_existence_errors",
        "EnableTokenRevocation": "enable_token_revocation",
        "AccessTokenValidity": "access_token_validity",
        "IdTokenValidity": "id_token_validity",
        "RefreshTokenValidity": "refresh_token_validity",
        "AuthSessionValidity": "auth_session_validity",
        "ReadAttributes": "read_attributes",
        "WriteAttributes": "write_attributes",
        "TokenValidityUnits": Nested(
            "token_validity_units",
            {"AccessToken": "access_token", "IdToken": "id_token", "RefreshToken": "refresh_token"},
        ),
    },
    references={"": "id", "ClientId": "id"},
    named="name",
)

DOMAIN = Translator(
    type="AWS::Cognito::UserPoolDomain",
    resource="aws_cognito_user_pool_domain",
    arguments={
        "UserPoolId": "user_pool_id",
        "Domain": "domain",
        "ManagedLoginVersion": "managed_login_version",
        "CustomDomainConfig": Inline({"CertificateArn": "certificate_arn"}),
    },
    references={"": "domain", "CloudFrontDistribution": "cloudfront_distribution"},
)

TRANSLATORS = (USER_POOL, CLIENT, DOMAIN)
