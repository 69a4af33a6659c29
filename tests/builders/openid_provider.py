"""A small OpenID provider on the loopback, that says yes to everybody and can be told to misbehave.

It has discovery, authorization (code flow, PKCE S256 required), tokens (client authentication, codes used
once), keys that can be changed, and user information.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote_plus, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from typing_extensions import override

from cloudwright.kit.canonical import JsonValue

CLIENT, SECRET = "cloudwright-test", "a secret: with+odd/letters%"
SUBJECT, EMAIL = "subject-1", "ada@example.com"


@dataclass(frozen=True)
class Reply:
    """What the provider answers: a document, or these very bytes."""

    status: int
    document: Mapping[str, JsonValue] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass
class Provider:
    """The state of the provider; `claims` are added to every ID token, or replace what is there."""

    issuer: str = ""
    keys: list[RSAKey] = field(default_factory=list)
    claims: dict[str, JsonValue] = field(default_factory=dict)
    profile: dict[str, JsonValue] = field(default_factory=lambda: {"email": EMAIL, "email_verified": True})
    asked: list[str] = field(default_factory=list)
    replies: dict[str, Callable[[], Reply]] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _tokens: set[str] = field(default_factory=set)

    def change_key(self) -> None:
        """Sign with a new key from now on, and show it alone."""
        number = 1 + int(self.keys[0].kid or 0) if self.keys else 0
        self.keys = [_key(number)]

    def approve(self, url: str) -> dict[str, str]:
        """Return the query that the browser of somebody who agrees brings back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        if asked["client_id"] != CLIENT or asked["code_challenge_method"] != "S256":
            raise ValueError("not a request of ours")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def reply(self, path: str, form: Mapping[str, str], *, authorization: str) -> Reply:
        self.asked.append(path)
        if path in self.replies:
            return self.replies[path]()
        match path:
            case "/.well-known/openid-configuration":
                return Reply(200, self._discovery())
            case "/jwks":
                return Reply(200, {"keys": [key.as_dict(private=False) for key in self.keys]})
            case "/token":
                return self._token(form, authorization)
            case "/me" if authorization.removeprefix("Bearer ") in self._tokens:
                return Reply(200, {"sub": SUBJECT, **self.profile})
        return Reply(404, {"error": "not_found"})

    def _discovery(self) -> dict[str, JsonValue]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?tenant=a",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/me",
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }

    def _token(self, form: Mapping[str, str], authorization: str) -> Reply:
        named = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if named != f"{quote_plus(CLIENT)}:{quote_plus(SECRET)}":
            return Reply(401, {"error": "invalid_client"})
        asked = self._codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return Reply(400, {"error": "invalid_grant"})
        access_token = secrets.token_urlsafe(16)
        self._tokens.add(access_token)
        return Reply(
            200,
            {
                "access_token": access_token,
                "token_type": "Bearer",
                "expires_in": 600,
                "id_token": self._id_token(asked["nonce"], access_token),
            },
        )

    def _id_token(self, nonce: str, access_token: str) -> str:
        now, half = int(time.time()), hashlib.sha256(access_token.encode()).digest()[:16]
        claims: dict[str, JsonValue] = {
            "iss": self.issuer,
            "sub": SUBJECT,
            "aud": CLIENT,
            "nonce": nonce,
            "iat": now,
            "exp": now + 600,
            "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
            **self.claims,
        }
        key = self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


@cache
def _key(number: int) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": str(number), "use": "sig", "alg": "RS256"})


def _endpoint_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Endpoint(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._reply(dict(parse_qsl(body)))

        def _reply(self, form: Mapping[str, str]) -> None:
            authorization = self.headers.get("authorization", "")
            reply = provider.reply(urlsplit(self.path).path, form, authorization=authorization)
            body = json.dumps(reply.document).encode() if reply.body is None else reply.body
            self.send_response(reply.status)
            headers = {"content-type": "application/json", "content-length": str(len(body)), **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output to itself."""

    return Endpoint


@contextmanager
def openid_provider() -> Iterator[Provider]:
    """Serve a provider and yield it."""
    provider = Provider()
    provider.change_key()

    server = ThreadingHTTPServer(("127.0.0.1", 0), _endpoint_of(provider))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
