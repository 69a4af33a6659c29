"""How the secret of a provider key is kept: sealed for its organisation and its row."""

import base64

from pydantic import SecretStr

from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import ORGANIZATION, Sealer
from cloudwright.gateway.applications.accounts.repository import Stored
from cloudwright.gateway.applications.accounts.schemas import Account


async def sealed(sealer: Sealer, secret: SecretStr, *, organization_id: str, account_id: str) -> str:
    """Return the text that the table keeps."""
    plain = secret.get_secret_value().encode()
    value = await sealer.seal(plain, context=_context(organization_id, account_id))
    return base64.b64encode(value.to_bytes()).decode()


async def opened(sealer: Sealer, stored: Stored, *, organization_id: str) -> Account:
    """Return a provider key that can be used.

    Raises:
        SealRefused, KeyMissing, KeyServiceUnavailable: its secret cannot be opened.
    """
    shown = stored.shown
    value = Sealed.from_bytes(base64.b64decode(stored.sealed))
    secret = await sealer.open(value, context=_context(organization_id, shown.id))
    return Account(
        id=shown.id,
        provider=shown.provider,
        name=shown.name,
        base_url=shown.base_url,
        region=shown.region,
        secret=SecretStr(secret.decode()),
    )


def _context(organization_id: str, account_id: str) -> dict[str, str]:
    return {ORGANIZATION: organization_id, "table": "provider_keys", "row": account_id, "column": "secret"}
