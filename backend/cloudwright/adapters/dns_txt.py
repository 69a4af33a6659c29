"""Reads TXT records over UDP from the name servers of this machine (RFC 1035, with EDNS for long answers)."""

import asyncio
import secrets
import struct
from collections.abc import Sequence
from pathlib import Path

from cloudwright.organizations.errors import NameServersSilent

_TXT, _IN, _OPT = 16, 1, 41
_ANSWER_BYTES = 4_096
_HEADER = struct.Struct("!6H")
_RECORD = struct.Struct("!2HIH")
_RECURSE = 0x0100
_POINTER = 0xC0
_SECONDS = 3.0
_PORT = 53


class DnsTxtRecords:
    """Implements `organizations.ports.TxtRecords`; asks one name server after the other."""

    def __init__(self, servers: Sequence[tuple[str, int]] = (), *, seconds: float = _SECONDS) -> None:
        self._servers = tuple(servers)
        self._seconds = seconds

    async def of(self, name: str) -> tuple[str, ...]:
        """Return the texts at a name; none where there are none or the name does not exist.

        Raises:
            NameServersSilent: no name server answered.
        """
        for server in self._servers or name_servers(Path("/etc/resolv.conf")):
            try:
                async with asyncio.timeout(self._seconds):
                    return await _asked(server, name)
            except (OSError, ValueError, struct.error, IndexError):
                continue
        raise NameServersSilent("No name server answered. Try again in a moment; nothing was changed.")


def name_servers(file: Path) -> tuple[tuple[str, int], ...]:
    """Return the name servers that a resolv.conf lists."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    words = [line.split() for line in lines]
    return tuple((each[1], _PORT) for each in words if len(each) > 1 and each[0] == "nameserver")


class _Exchange(asyncio.DatagramProtocol):
    """Waits for the one answer that has the number of the question."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: object) -> None:
        del addr
        if len(data) >= _HEADER.size and data[:2] == self._number.to_bytes(2) and not self.answer.done():
            self.answer.set_result(data)

    def error_received(self, exc: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(exc)


async def _asked(server: tuple[str, int], name: str) -> tuple[str, ...]:
    number = secrets.randbits(16)
    loop = asyncio.get_running_loop()
    transport, exchange = await loop.create_datagram_endpoint(lambda: _Exchange(number), remote_addr=server)
    try:
        transport.sendto(question(number, name))
        return texts(await exchange.answer)
    finally:
        transport.close()


def question(number: int, name: str) -> bytes:
    """Return the query for the TXT records of a name."""
    labels = [label.encode("idna") for label in name.rstrip(".").split(".")]
    asked = b"".join(bytes([len(label)]) + label for label in labels) + b"\0" + struct.pack("!2H", _TXT, _IN)
    extension = b"\0" + _RECORD.pack(_OPT, _ANSWER_BYTES, 0, 0)
    return _HEADER.pack(number, _RECURSE, 1, 0, 0, 1) + asked + extension


def texts(answer: bytes) -> tuple[str, ...]:
    """Return the TXT records of an answer, the strings of each put together; raises on a broken one."""
    _, _, questions, answers, _, _ = _HEADER.unpack_from(answer)
    at = _HEADER.size
    for _ in range(questions):
        at = _after_name(answer, at) + 4
    found = []
    for _ in range(answers):
        at = _after_name(answer, at)
        kind, _, _, length = _RECORD.unpack_from(answer, at)
        at += _RECORD.size
        if kind == _TXT:
            found.append(_strings(answer[at : at + length]))
        at += length
    return tuple(found)


def _after_name(answer: bytes, at: int) -> int:
    while length := answer[at]:
        if length & _POINTER == _POINTER:
            return at + 2
        at += 1 + length
    return at + 1


def _strings(data: bytes) -> str:
    parts, at = [], 0
    while at < len(data):
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(parts).decode("utf-8", errors="replace")
