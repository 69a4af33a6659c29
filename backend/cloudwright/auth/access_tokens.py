"""Access tokens: short-lived, signed with ES256, of type at+jwt (RFC 9068).

They say who signed in where; what a person may do is looked up, never read from the token.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cloudwright.auth.errors import TokenRefused
from cloudwright.auth.schemas import AccessTokenSettings
from cloudwright.auth.signed_tokens import Expected, PublicKeys, SigningPair, verified
from cloudwright.kit.ids import new_id

_TYPE = "at+jwt"
_REQUIRED = frozenset({"org", "sid", "epoch", "jti"})


@dataclass(frozen=True, slots=True)
class Access:
    """Who a token speaks for; `epoch` grows when all of a person's tokens end at once."""

    person_id: str
    organization_id: str
    sign_in_id: str
    epoch: int


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token that was believed."""

    access: Access
    id: str
    expires_at: datetime


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    sub: str = Field(min_length=1, max_length=100)
    org: str = Field(min_length=1, max_length=100)
    sid: str = Field(min_length=1, max_length=100)
    epoch: int = Field(ge=0)
    jti: str = Field(min_length=1, max_length=100)
    aud: str
    exp: int


class AccessTokens:
    """Issues and believes access tokens."""

    def __init__(self, settings: AccessTokenSettings) -> None:
        self._settings = settings
        self._expected = Expected(
            issuer=settings.issuer,
            audience=settings.audience,
            types=frozenset({_TYPE}),
            algorithms=frozenset({"ES256"}),
            required=_REQUIRED,
            leeway_seconds=settings.leeway_seconds,
            longest_seconds=settings.lifetime_seconds,
        )

    def issue(self, access: Access, *, pair: SigningPair, now: datetime) -> str:
        """Return a new token, signed."""
        issued = int(now.timestamp())
        return pair.sign(
            {
                "iss": self._settings.issuer,
                "aud": self._settings.audience,
                "sub": access.person_id,
                "org": access.organization_id,
                "sid": access.sign_in_id,
                "epoch": access.epoch,
                "jti": new_id("tok"),
                "iat": issued,
                "exp": issued + self._settings.lifetime_seconds,
            },
            token_type=_TYPE,
        )

    def verify(self, token: str, *, keys: PublicKeys, now: datetime) -> AccessToken:
        """Return what a token says.

        Raises:
            TokenExpired, SigningKeyUnknown, TokenRefused: as `signed_tokens.verified`.
        """
        claims = verified(token, keys, expected=self._expected, now=now)
        try:
            said = _Claims.model_validate(claims)
        except ValidationError as error:
            raise TokenRefused("This token is not valid. Sign in again.") from error
        return AccessToken(
            access=Access(
                person_id=said.sub, organization_id=said.org, sign_in_id=said.sid, epoch=said.epoch
            ),
            id=said.jti,
            expires_at=datetime.fromtimestamp(said.exp, UTC),
        )
