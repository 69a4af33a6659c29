"""Amazon Cognito user pools: people sign in, APIs check their tokens."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.domains import domain_of
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import (
    AssumptionSpec,
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Setting,
    Usage,
    VerbRule,
)
from cloudwright.design.catalog.naming import fitted, physical_name
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

_NAME_CHARACTERS = 128
_DOMAIN_CHARACTERS = 50  # of 63, leaving room for the account id
_RESERVED_WORDS = re.compile("aws|amazon|cognito")
_LOCAL_APP = "http://localhost:3000/"

MONTHLY_ACTIVE_USERS = AssumptionSpec(
    "monthly_active_users",
    "People who sign in at least once a month",
    Decimal(1_000),
    "people/month",
    Decimal(500),
    Decimal(2_000),
)


class PoolProperties(Properties):
    feature_plan: Literal["LITE", "ESSENTIALS", "PLUS"] = Field(
        default="ESSENTIALS", description="Cognito's feature plan; PLUS adds threat protection."
    )
    self_sign_up: bool = Field(default=True, description="People may register themselves.")
    mfa: Literal["OFF", "OPTIONAL", "ON"] = Field(
        default="OPTIONAL", description="Second factor by an authenticator app."
    )
    minimum_password_length: Annotated[int, Field(ge=8, le=99)] = Field(
        default=12, description="Characters a password must have."
    )
    callback_urls: tuple[str, ...] = Field(
        default=(),
        max_length=100,
        description="Where people return after signing in; empty: the site itself.",
    )
    access_token_minutes: Annotated[int, Field(ge=5, le=1440)] = Field(
        default=60, description="Minutes for which an access token is valid."
    )
    refresh_token_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=30, description="Days after which people must sign in again."
    )
    deletion_protection: bool = Field(
        default=True, description="Refuse to delete the pool with its accounts; kept when the stack goes."
    )


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    return {"deletion_protection": environment is Environment.PROD}


def _lower(context: LoweringContext, element: Element[PoolProperties], gathered: Gathered) -> Lowered:
    return Lowered(
        resources=(
            _pool(context, element),
            _client(element, gathered),
            _sign_in_page(context, element),
        ),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}PoolId",
                description="User pool id for the front end",
                value=Ref(references.user_pool(element.id)),
                element_id=element.id,
            ),
            Output(
                name=f"{pascal_case(element.id)}ClientId",
                description="Client id for the front end; it has no secret",
                value=Ref(references.user_pool_client(element.id)),
                element_id=element.id,
            ),
        ),
    )


def _pool(context: LoweringContext, element: Element[PoolProperties]) -> Resource:
    wanted = element.properties
    properties: dict[str, Value] = {
        "UserPoolName": physical_name(context, element.id, limit=_NAME_CHARACTERS),
        "UserPoolTier": wanted.feature_plan,
        "UsernameAttributes": ["email"],
        "UsernameConfiguration": {"CaseSensitive": False},
        "AutoVerifiedAttributes": ["email"],
        "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": not wanted.self_sign_up},
        "Policies": {"PasswordPolicy": _password_policy(wanted)},
        "MfaConfiguration": wanted.mfa,
        "DeletionProtection": "ACTIVE" if wanted.deletion_protection else "INACTIVE",
    }
    if wanted.mfa != "OFF":
        properties["EnabledMfas"] = ["SOFTWARE_TOKEN_MFA"]
    if wanted.feature_plan == "PLUS":
        properties["UserPoolAddOns"] = {"AdvancedSecurityMode": "ENFORCED"}
    return Resource(
        key=references.user_pool(element.id),
        type="AWS::Cognito::UserPool",
        properties=properties,
        retain=wanted.deletion_protection,
        comments={"UsernameConfiguration": "Cannot be changed later: Ann@x and ann@x are the same person."},
        area="identity",
    )


def _password_policy(wanted: PoolProperties) -> Value:
    return {
        "MinimumLength": wanted.minimum_password_length,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        "RequireUppercase": True,
        "TemporaryPasswordValidityDays": 7,
    }


def _client(element: Element[PoolProperties], gathered: Gathered) -> Resource:
    urls = _callback_urls(element, gathered)
    return Resource(
        key=references.user_pool_client(element.id),
        type="AWS::Cognito::UserPoolClient",
        properties={
            "ClientName": "web",
            "UserPoolId": Ref(references.user_pool(element.id)),
            "GenerateSecret": False,
            "AllowedOAuthFlowsUserPoolClient": True,
            "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["email", "openid", "profile"],
            "SupportedIdentityProviders": ["COGNITO"],
            "CallbackURLs": urls,
            "LogoutURLs": urls,
            "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
            "PreventUserExistenceErrors": "ENABLED",
            "EnableTokenRevocation": True,
            "AccessTokenValidity": element.properties.access_token_minutes,
            "IdTokenValidity": element.properties.access_token_minutes,
            "RefreshTokenValidity": element.properties.refresh_token_days,
            "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
        },
        comments={
            "GenerateSecret": "A page in a browser cannot keep a secret: it uses the code flow with PKCE.",
            "PreventUserExistenceErrors": "Answers do not tell whether an account exists.",
        },
        area="identity",
    )


def _callback_urls(element: Element[PoolProperties], gathered: Gathered) -> list[Value]:
    if element.properties.callback_urls:
        return list(element.properties.callback_urls)
    urls: list[Value] = []
    for url in gathered.slot(slots.CALLBACK_URLS):
        if not isinstance(url, Statement) and url not in urls:
            urls.append(url)
    return urls or [_LOCAL_APP]


def _sign_in_page(context: LoweringContext, element: Element[PoolProperties]) -> Resource:
    name = _RESERVED_WORDS.sub("", f"{context.prefix}-{element.id}").strip("-")
    return Resource(
        key=ResourceKey(element.id, "domain"),
        type="AWS::Cognito::UserPoolDomain",
        properties={
            "Domain": Join((f"{fitted(name, _DOMAIN_CHARACTERS)}-", Pseudo.ACCOUNT_ID)),
            "UserPoolId": Ref(references.user_pool(element.id)),
        },
        comments={"Domain": "The address of the sign-in pages, unique in the Region by the account id."},
        area="identity",
    )


def _price(context: PricingContext, element: Element[PoolProperties]) -> Sequence[Usage]:
    people = assumed(context, MONTHLY_ACTIVE_USERS, element_id=element.id)
    plan = element.properties.feature_plan
    return (
        usage(
            element.id,
            f"cognito.{plan.lower()}.mau",
            quantity=people.value,
            formula=f"{number(people.value)} people sign in during a month, plan {plan}",
            assumption_ids=(people.id,),
        ),
    )


def _authenticates(context: LoweringContext, connection: Connection) -> Effects:
    api, pool = connection.source, connection.target
    issuer = Join(("https://cognito-idp.", Pseudo.REGION, ".amazonaws.com/", Ref(references.user_pool(pool))))
    arn = references.arn_of(references.user_pool(pool))
    audience: list[Value] = [Ref(references.user_pool_client(pool))]
    fronts = [c.source for c in context.architecture.incoming(api) if c.verb is Verb.ROUTES]
    return Effects(
        settings=(
            Setting(api, slots.AUTHORIZER, {"Issuer": issuer, "Audience": audience, "Pool": arn}),
            *(
                Setting(pool, slots.CALLBACK_URLS, Join(("https://", _host(context, front), "/")))
                for front in fronts
            ),
        )
    )


def _host(context: LoweringContext, distribution_id: str) -> Scalar:
    incoming = context.architecture.incoming(distribution_id)
    names = [c.source for c in incoming if c.verb is Verb.RESOLVES]
    if names and any(c.verb is Verb.CERTIFIES for c in incoming):
        return domain_of(context, names[0])
    return Ref(references.distribution(distribution_id), "DomainName")


def _requested(_context: LoweringContext, _connection: Connection) -> Effects:
    return Effects()


COGNITO_USER_POOL = Kind(
    id="cognito_user_pool",
    service="Amazon Cognito",
    title="User pool",
    summary="Registers people and signs them in; APIs check the tokens that it issues.",
    category=Category.SECURITY,
    icon="AmazonCognito",
    documentation="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html",
    properties=PoolProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            verb=Verb.AUTHENTICATES,
            others=("http_api", "rest_api"),
            connect=_authenticates,
            explanation="The API lets only callers in who bring a token of the pool.",
        ),
        VerbRule(
            verb=Verb.REQUESTS,
            others=("external_actor",),
            connect=_requested,
            explanation="People sign in on the pool's own pages.",
        ),
    ),
    assumptions=(MONTHLY_ACTIVE_USERS,),
    resource_types=(
        "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolClient",
        "AWS::Cognito::UserPoolDomain",
    ),
    sla=("Cognito", "user pools and identity pools"),
    may_exist=True,
    synonyms=("login", "sign-in", "authentication", "user accounts", "identity provider", "oauth", "users"),
)

KINDS: tuple[Kind[Any], ...] = (COGNITO_USER_POOL,)  # Any: kinds share no property type
