"""Keeps an attempt with a provider in the browser that began it, where nobody can read or make one."""

import base64
import json
from datetime import datetime

from cloudwright.auth.oidc.errors import ProviderSignInRefused
from cloudwright.auth.oidc.schemas import Attempt
from cloudwright.encryption.errors import SealRefused
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer

_CONTEXT = {"cookie": "cw_attempt"}


async def sealed(attempt: Attempt, sealer: Sealer, *, next_page: str) -> str:
    """Return the text of the cookie; `next_page` is where the person wanted to go."""
    members = {
        "next_page": next_page,
        "provider_id": attempt.provider_id,
        "redirect_uri": attempt.redirect_uri,
        "started_at": attempt.started_at.isoformat(),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "verifier": attempt.verifier,
    }
    value = await sealer.seal(json.dumps(members).encode(), context=_CONTEXT)
    return base64.urlsafe_b64encode(value.to_bytes()).decode()


async def opened(text: str, sealer: Sealer) -> tuple[Attempt, str]:
    """Return the attempt of a cookie, and where the person wanted to go.

    Raises:
        ProviderSignInRefused: the cookie is missing, was changed, or is not one of ours.
    """
    try:
        plain = await sealer.open(Sealed.from_bytes(base64.urlsafe_b64decode(text)), context=_CONTEXT)
    except (SealRefused, ValueError) as error:
        raise ProviderSignInRefused("This sign-in was not begun in this browser. Start again.") from error
    members = json.loads(plain)
    next_page = members.pop("next_page")
    return Attempt(**{**members, "started_at": datetime.fromisoformat(members["started_at"])}), next_page
