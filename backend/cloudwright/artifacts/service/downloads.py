"""Download links: signed, short-lived, good for one artifact of one organisation."""

from datetime import UTC, datetime, timedelta

from cloudwright.artifacts.errors import ArtifactFailed, DownloadExpired
from cloudwright.artifacts.ports import Signer
from cloudwright.artifacts.schemas import DownloadLink, StoredContent
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_LIFETIME = timedelta(minutes=10)
_ADDRESS = "/api/v1/downloads/"


class Downloads:
    def __init__(self, units: UnitsOfWork, signer: Signer, clock: Clock = utc_now) -> None:
        self._units = units
        self._signer = signer
        self._clock = clock

    async def link(self, artifact_id: str, principal: Principal) -> DownloadLink:
        """Return a link; raises ArtifactNotFound, and ArtifactFailed when its checks found errors."""
        async with self._units.read(principal) as services:
            found = await (await services.aget(Artifacts)).get(artifact_id)
        if found.summary.status != "ready":
            raise ArtifactFailed(
                f"The checks found {found.summary.errors} errors, so this bundle is not handed out. "
                "Its files can be read; mend the design and build again.",
                details={"id": artifact_id},
            )
        expires_at = (self._clock() + _LIFETIME).replace(microsecond=0)
        claim = f"{principal.organization_id}.{artifact_id}.{int(expires_at.timestamp())}"
        return DownloadLink(url=f"{_ADDRESS}{claim}.{self._signer.sign(claim)}", expires_at=expires_at)

    async def follow(self, token: str) -> StoredContent:
        """Return the archive behind a link; raises DownloadExpired, ArtifactNotFound, ContentMissing."""
        claim, _, signature = token.rpartition(".")
        parts = claim.split(".")
        if len(parts) != 3 or not self._signer.verify(claim, signature):
            raise _expired()
        organization_id, artifact_id, moment = parts
        if datetime.fromtimestamp(int(moment), UTC) < self._clock():
            raise _expired()
        async with self._units.read(OneTenant(organization_id)) as services:
            return await (await services.aget(Artifacts)).packed(artifact_id)


def _expired() -> DownloadExpired:
    return DownloadExpired("This download link is no longer good. Open the bundle and press Download again.")
