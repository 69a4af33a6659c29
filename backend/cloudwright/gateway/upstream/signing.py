"""How Amazon Bedrock knows who asks: an API key as it is, or a signature by botocore's own signer."""

import re
from collections.abc import Mapping

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from cloudwright.gateway.upstream.target import Target

_SERVICE = "bedrock"
_SIGNS = re.compile(r"(?P<id>[A-Z0-9]{16,128}):(?P<secret>[A-Za-z0-9/+=]{16,128})(?::(?P<session>\S+))?")


def proof(target: Target, url: str, *, headers: Mapping[str, str], body: bytes) -> Mapping[str, str]:
    """Return the headers that prove who asks, to be added to the given ones, which are signed as they are."""
    key = target.key.get_secret_value()
    signs = _SIGNS.fullmatch(key)
    if signs is None:
        return {"authorization": f"Bearer {key}"}
    request = AWSRequest(method="POST", url=url, data=body, headers=dict(headers))
    credentials = Credentials(signs["id"], signs["secret"], signs["session"])
    SigV4Auth(credentials, _SERVICE, target.region).add_auth(request)
    return {name.lower(): value for name, value in request.headers.items() if name.lower() not in headers}
