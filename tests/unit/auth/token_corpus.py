"""Hostile tokens: made by hand, byte for byte, so that no library's own care hides what another one lacks.

Each case changes one thing about a token that would be accepted.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cloudwright.kit.canonical import JsonValue

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

OWN_EC = ec.generate_private_key(ec.SECP256R1())
FOREIGN_EC = ec.generate_private_key(ec.SECP256R1())
OWN_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Case:
    """A token and what is wrong with it."""

    name: str
    token: str


@dataclass(frozen=True)
class Forge:
    """Makes tokens around a good one; `header` and `claims` are those of the good one."""

    key: PrivateKey
    header: Mapping[str, JsonValue]
    claims: Mapping[str, JsonValue]
    now: int

    def good(self) -> str:
        return self.token()

    def token(
        self, *, header: Mapping[str, JsonValue] | None = None, claims: Mapping[str, JsonValue] | None = None
    ) -> str:
        """Sign with changed members; a member changed to MISSING is left out."""
        return self.raw(
            json.dumps(_changed(self.header, header or {})), json.dumps(_changed(self.claims, claims or {}))
        )

    def raw(self, header: str, claims: str) -> str:
        """Sign these very texts."""
        signed = f"{encoded(header.encode())}.{encoded(claims.encode())}"
        return f"{signed}.{encoded(signature(self.key, signed.encode()))}"


MISSING = "<missing>"


def _changed(good: Mapping[str, JsonValue], changes: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in {**good, **changes}.items() if value != MISSING}


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def signature(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), SHA256())
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def public_jwk(key: PrivateKey, kid: str) -> dict[str, JsonValue]:
    """Return the public half as a JSON Web Key, written by hand."""
    if isinstance(key, rsa.RSAPrivateKey):
        public = key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "kid": kid,
            "use": "sig",
            "alg": "RS256",
            "n": encoded(public.n.to_bytes(256, "big")),
            "e": encoded(public.e.to_bytes(3, "big")),
        }
    point = key.public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "kid": kid,
        "use": "sig",
        "alg": "ES256",
        "x": encoded(point.x.to_bytes(32, "big")),
        "y": encoded(point.y.to_bytes(32, "big")),
    }


def hostile(forge: Forge) -> list[Case]:
    """Every case for this kind of token."""
    groups = (_algorithms, _headers, _types, _audiences, _times, _texts, _encodings, _shapes)
    cases = [Case(name, token) for group in groups for name, token in group(forge)]
    if len({case.name for case in cases}) != len(cases):
        raise ValueError("two cases have one name")
    return cases


def _algorithms(forge: Forge) -> Iterator[tuple[str, str]]:
    claims = encoded(json.dumps(forge.claims).encode())
    for spelling in ("none", "None", "NONE", "nOnE", ""):
        header = encoded(json.dumps({**forge.header, "alg": spelling}).encode())
        yield f"alg {spelling!r} without signature", f"{header}.{claims}."
        yield f"alg {spelling!r} with the signature", f"{header}.{claims}.{forge.good().rpartition('.')[2]}"
    public = forge.key.public_key()
    spellings = {
        "PEM": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "DER": public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "JWK": json.dumps(public_jwk(forge.key, str(forge.header["kid"]))).encode(),
        "nothing": b"",
    }
    for name, secret in spellings.items():
        signed = f"{encoded(json.dumps({**forge.header, 'alg': 'HS256'}).encode())}.{claims}"
        mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
        yield f"HS256 signed with the public key as {name}", f"{signed}.{encoded(mac)}"
    other = OWN_RSA if isinstance(forge.key, ec.EllipticCurvePrivateKey) else OWN_EC
    name = "RS256" if other is OWN_RSA else "ES256"
    yield (
        f"{name} by a key of that kind",
        Forge(other, forge.header, forge.claims, forge.now).token(header={"alg": name}),
    )
    for name in ("ES384", "RS512", "PS256", "EdDSA", "ES256K", "es256", "dir"):
        yield f"alg says {name}", forge.token(header={"alg": name})
    for odd in (None, 256, ["ES256"], {"ES256": 1}, MISSING):
        yield f"alg is {json.dumps(odd)}", forge.token(header={"alg": odd})
    yield "signed by a foreign key under our kid", Forge(FOREIGN_EC, forge.header, forge.claims, 0).good()


def _headers(forge: Forge) -> Iterator[tuple[str, str]]:
    foreign = Forge(FOREIGN_EC, {**forge.header, "alg": "ES256"}, forge.claims, forge.now)
    jwk = public_jwk(FOREIGN_EC, str(forge.header["kid"]))
    smuggled: dict[str, JsonValue] = {
        "jwk": jwk,
        "jku": "https://evil.example/keys.json",
        "x5u": "https://evil.example/chain.pem",
        "x5c": [encoded(b"certificate")],
    }
    for name, value in smuggled.items():
        yield f"{name} of the forger, signed by the forger", foreign.token(header={name: value})
        yield f"{name} in a token of ours", forge.token(header={name: value})
    yield "jwk of the forger without kid", foreign.token(header={"jwk": jwk, "kid": MISSING})
    yield "critical header that nobody knows", forge.token(header={"crit": ["exp-2"], "exp-2": 1})
    yield "critical header that is missing", forge.token(header={"crit": ["exp-2"]})
    yield "critical header that is known", forge.token(header={"crit": ["alg"]})
    for odd in ([], 5, "alg", None, {"alg": 1}, [["alg"]]):
        yield f"crit is {json.dumps(odd)}", forge.token(header={"crit": odd})
    yield "unencoded payload (b64)", forge.token(header={"b64": False, "crit": ["b64"]})
    yield "zip", forge.token(header={"zip": "DEF"})
    yield "enc", forge.token(header={"enc": "A256GCM"})
    yield "nested (cty JWT)", forge.token(header={"cty": "JWT"})
    for kid in (
        "unknown",
        "",
        "../../etc/passwd",
        "../" * 40,
        "' OR '1'='1",
        "kid\u0000",
        "k" * 400,
        "\ud800",
    ):
        yield f"kid is {kid[:24]!a}", forge.token(header={"kid": kid})
    not_names: tuple[JsonValue, ...] = (None, 1, True, ["a"], {"a": "b"}, MISSING)
    for not_name in not_names:
        yield f"kid is {json.dumps(not_name)} in JSON", forge.token(header={"kid": not_name})


def _types(forge: Forge) -> Iterator[tuple[str, str]]:
    good = str(forge.header["typ"])
    for name in sorted({"at+jwt", "JWT", "logout+jwt", "dpop+jwt", "JOSE", "JWE", ""} - {good}):
        yield f"typ is {name!r}", forge.token(header={"typ": name})
    for odd in (None, 5, [good]):
        yield f"typ is {json.dumps(odd)} in JSON", forge.token(header={"typ": odd})


def _audiences(forge: Forge) -> Iterator[tuple[str, str]]:
    issuer, audience = str(forge.claims["iss"]), str(forge.claims["aud"])
    others: tuple[JsonValue, ...] = (["https://other.example", audience], [audience, 5], {"x": audience})
    values: dict[str, tuple[JsonValue, ...]] = {
        "aud": (
            *others,
            "https://other.example",
            "",
            audience + "/",
            audience.upper(),
            [],
            ["https://other.example"],
            None,
            5,
            MISSING,
        ),
        "iss": (
            *("https://evil.example", "", issuer + "/", issuer.upper(), issuer + ".evil.example", [issuer]),
            *({"iss": issuer}, None, 5, True, MISSING),
        ),
        "sub": ("", None, 5, ["person"], MISSING),
    }
    for claim, odd_values in values.items():
        for odd in odd_values:
            yield f"{claim} is {json.dumps(odd)}", forge.token(claims={claim: odd})


def _times(forge: Forge) -> Iterator[tuple[str, str]]:
    now = forge.now
    odd_values: dict[str, tuple[JsonValue, ...]] = {
        "exp": (
            now - 61,
            now - 86_400 * 365,
            0,
            -1,
            str(now + 300),
            f"{now + 300}.0",
            True,
            None,
            [now + 300],
            MISSING,
        ),
        "nbf": (now + 61, now + 86_400, str(now - 1), None, True, [now - 1]),
        "iat": (now + 61, now + 86_400, str(now - 1), None, True, MISSING),
    }
    for claim, values in odd_values.items():
        for odd in values:
            shown = f"now{odd - now:+}" if isinstance(odd, int) and odd > now / 2 else json.dumps(odd)
            yield f"{claim} is {shown.replace(str(now + 300), 'later')}", forge.token(claims={claim: odd})
    yield "exp is in the year 33658", forge.token(claims={"exp": 10**12})
    yield "exp is 10**30", forge.token(claims={"exp": 10**30})
    header, claims = json.dumps(forge.header), json.dumps({**forge.claims, "exp": "EXP"})
    for text in ("1e400", "-1e400", "NaN", "Infinity", "-Infinity", "1" + "0" * 400, "1" * 5000):
        yield f"exp is spelled {text[:12]}", forge.raw(header, claims.replace('"EXP"', text))


def _texts(forge: Forge) -> Iterator[tuple[str, str]]:
    header, claims = json.dumps(forge.header), json.dumps(forge.claims)
    yield "alg twice, good first", forge.raw(header[:-1] + ', "alg": "none"}', claims)
    yield "alg twice, good last", forge.raw('{"alg": "none", ' + header[1:], claims)
    yield "kid twice", forge.raw('{"kid": "unknown", ' + header[1:], claims)
    yield "typ twice", forge.raw('{"typ": "other", ' + header[1:], claims)
    yield "sub twice, foreign first", forge.raw(header, '{"sub": "person_other", ' + claims[1:])
    yield "sub twice, foreign last", forge.raw(header, claims[:-1] + ', "sub": "person_other"}')
    yield "exp twice", forge.raw(header, '{"exp": 1, ' + claims[1:])
    yield "a claim twice inside another", forge.raw(header, claims[:-1] + ', "x": {"a": 1, "a": 2}}')
    for name, text in {
        "an array": "[]",
        "an array of names": json.dumps(list(forge.claims)),
        "a string": '"sub"',
        "a number": "5",
        "null": "null",
        "nothing": "",
        "cut off": claims[:-1],
        "followed by more": claims + "{}",
        "with a comment": claims + "// x",
        "nested 1500 deep": claims[:-1] + ', "x": ' + "[" * 1500 + "]" * 1500 + "}",
        "nested without end": claims[:-1] + ', "x": ' + "[" * 3000,
    }.items():
        yield f"claims are {name}", forge.raw(header, text)
    for name, text in {
        "an array": json.dumps(list(forge.header)),
        "null": "null",
        "a string": '"alg"',
    }.items():
        yield f"header is {name}", forge.raw(text, claims)
    yield "header nested 100 deep", forge.raw(header[:-1] + ', "x": ' + "[" * 100 + "]" * 100 + "}", claims)


def _encodings(forge: Forge) -> Iterator[tuple[str, str]]:
    good = forge.good()
    head, body, signed = good.split(".")
    yield "padding after the signature", good + "="
    yield "padding after the header", f"{head}=.{body}.{signed}"
    yield "padding after the claims", f"{head}.{body}==.{signed}"
    yield "a line break in the signature", f"{head}.{body}.{signed[:8]}\n{signed[8:]}"
    yield "a line break at the end", good + "\n"
    yield "a space in front", " " + good
    yield "a star in the signature", f"{head}.{body}.{signed[:8]}*{signed[8:]}"
    yield "a NUL at the end", good + "\0"
    yield "other bits after the signature's end", f"{head}.{body}.{signed[:-1]}{_sibling(signed[-1])}"
    yield "a letter of another script", f"{head}.{body}.{signed[:-1]}\u0410"
    yield "a lone surrogate", f"{head}.{body}.{signed[:-1]}\ud800"
    yield "the first bit of the signature changed", f"{head}.{body}.{_other(signed[0])}{signed[1:]}"
    yield "signature cut by a letter", good[:-1]
    yield "signature cut by four letters", good[:-4]
    yield "signature of zeros", f"{head}.{body}.{encoded(bytes(64))}"
    yield "signature empty", f"{head}.{body}."
    yield "signature with bytes added", f"{head}.{body}.{signed}AAAA"
    der = (
        forge.key.sign(b"x", ec.ECDSA(SHA256()))
        if isinstance(forge.key, ec.EllipticCurvePrivateKey)
        else b"x"
    )
    yield "signature in DER", f"{head}.{body}.{encoded(der)}"
    not_text = f"{head}.{encoded(b'{' + bytes([0xFF, 0xFE]) + b'}')}"
    yield "claims are not UTF-8", f"{not_text}.{encoded(signature(forge.key, not_text.encode()))}"
    utf16 = f"{head}.{encoded(json.dumps(forge.claims).encode('utf-16'))}"
    yield "claims are UTF-16", f"{utf16}.{encoded(signature(forge.key, utf16.encode()))}"
    marked = f"{head}.{encoded(json.dumps(forge.claims).encode('utf-8-sig'))}"
    yield "claims start with a byte order mark", f"{marked}.{encoded(signature(forge.key, marked.encode()))}"


def _shapes(forge: Forge) -> Iterator[tuple[str, str]]:
    good = forge.good()
    head, body, signed = good.split(".")
    for name, text in {
        "empty": "",
        "one dot": ".",
        "two dots": "..",
        "four dots": "....",
        "two parts": f"{head}.{body}",
        "four parts": f"{good}.{signed}",
        "detached claims": f"{head}..{signed}",
        "without a header": f".{body}.{signed}",
    }.items():
        yield f"shape: {name}", text
    jwe = encoded(
        json.dumps({"alg": "dir", "enc": "A256GCM", "zip": "DEF", "kid": forge.header["kid"]}).encode()
    )
    yield "shape: encrypted (JWE)", f"{jwe}..{encoded(bytes(12))}.{encoded(bytes(4096))}.{encoded(bytes(16))}"
    flattened = {"protected": head, "payload": body, "signature": signed}
    yield "shape: JSON serialisation", json.dumps(flattened)
    inner = encoded(json.dumps({"alg": "none"}).encode()) + f".{body}."
    outer = f"{head}.{encoded(inner.encode())}"
    yield "unsecured token nested in a signed one", f"{outer}.{encoded(signature(forge.key, outer.encode()))}"
    yield "64 KiB of claims", forge.token(claims={"x": "x" * 65_536})
    yield "16 KiB of claims", forge.token(claims={"x": "x" * 16_384})
    yield "64 KiB of header", forge.token(header={"x": "x" * 65_536})
    yield "1 MiB of dots", "." * 1_048_576
    yield "1 MiB of signature", f"{head}.{body}.{'A' * 1_048_576}"


def _other(letter: str) -> str:
    return "B" if letter == "A" else "A"


def _sibling(letter: str) -> str:
    """Return the letter that differs in the lowest bit: bits that no byte of the signature holds."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return alphabet[alphabet.index(letter) ^ 1]
