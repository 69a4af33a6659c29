"""A small KMS on the loopback: real calls over HTTP, real AES-GCM, and the errors that AWS documents."""

import base64
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

REGION = "eu-west-1"
_ARN = "arn:aws:kms:eu-west-1:123456789012:key/{}"
_BLOB_NONCE = 12

Answer = tuple[int, Mapping[str, str]]


@dataclass
class Account:
    """The keys of an account; `failing` is the error code that every call gets."""

    endpoint: str = ""
    failing: str = ""
    calls: list[str] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)

    def new_key(self) -> str:
        """Make a key and return its ARN."""
        arn = _ARN.format(f"{len(self.keys):08d}-0000-4000-8000-000000000000")
        self.keys[arn] = os.urandom(32)
        return arn

    def answer(self, operation: str, asked: Mapping[str, str]) -> Answer:
        self.calls.append(operation)
        key = self.keys.get(asked["KeyId"])
        if self.failing:
            return 500 if self.failing == "KMSInternalException" else 400, {"__type": self.failing}
        if key is None:
            return 400, {"__type": "NotFoundException"}
        context = json.dumps(asked["EncryptionContext"], sort_keys=True).encode()
        if operation == "GenerateDataKey":
            plain, nonce = os.urandom(32), os.urandom(_BLOB_NONCE)
            blob = nonce + AESGCM(key).encrypt(nonce, plain, context)
            return 200, {"KeyId": asked["KeyId"], "Plaintext": _b64(plain), "CiphertextBlob": _b64(blob)}
        blob = base64.b64decode(asked["CiphertextBlob"])
        try:
            plain = AESGCM(key).decrypt(blob[:_BLOB_NONCE], blob[_BLOB_NONCE:], context)
        except (InvalidTag, ValueError):
            return 400, {"__type": "InvalidCiphertextException"}
        return 200, {"KeyId": asked["KeyId"], "Plaintext": _b64(plain)}


@contextmanager
def offline_kms() -> Iterator[Account]:
    """Serve an account without keys and yield it."""
    account = Account()

    class Calls(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status, answer = account.answer(self.headers["x-amz-target"].rpartition(".")[2], asked)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.1")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output to itself."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Calls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    account.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield account
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
