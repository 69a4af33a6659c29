"""A simulated AWS account: moto's server, a program with pinned dependencies of its own, outside .venv."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_START_SECONDS = 60
_MOST_ZONES = 1000


def program() -> str | None:
    """Return the path of moto_server, if there is one."""
    return os.environ.get("CLOUDWRIGHT_MOTO_SERVER") or shutil.which("moto_server")


def missing() -> str:
    """Return why moto cannot be run here, or nothing."""
    if program() is None:
        return "moto_server is not installed (install it outside .venv and set CLOUDWRIGHT_MOTO_SERVER to it)"
    return ""


@contextmanager
def simulated_account(log: Path) -> Iterator[str]:
    """Start an empty account, yield its endpoint, and end it; what the server says goes to `log`."""
    port = _free_port()
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            [str(program()), "-H", "127.0.0.1", "-p", str(port)], stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_it_listens(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def hosted_zone(aws: str, domain: str) -> str:
    """Create a hosted zone in the simulated account, as one that was there before, and return its id.

    Ids of AWS begin with Z, and those of moto with any letter: zones are made until one does.
    """
    made = (_made_zone(aws, domain, number=number) for number in range(_MOST_ZONES))
    return next(zone_id for zone_id in made if zone_id.startswith("Z"))


def _made_zone(aws: str, domain: str, *, number: int) -> str:
    answered = httpx.post(
        f"{aws}/2013-04-01/hostedzone",
        content=(
            '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
            f"<Name>{domain}.</Name><CallerReference>{number}</CallerReference></CreateHostedZoneRequest>"
        ),
        headers={
            "Host": "route53.amazonaws.com",
            "Content-Type": "text/xml",
            "Authorization": "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/route53/aws4_request",
        },
        timeout=30,
    )
    found = re.search(r"<Id>/hostedzone/(\w+)</Id>", answered.text)
    if found is None:
        raise RuntimeError(f"the simulated account has made no hosted zone: {answered.text}")
    return found[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_listens(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        _ended(server)
    raise RuntimeError("moto_server did not start")


def _ended(server: subprocess.Popen[bytes]) -> bool:
    """Wait a moment for the server to end, and say whether it did."""
    try:
        server.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        return False
    return True
