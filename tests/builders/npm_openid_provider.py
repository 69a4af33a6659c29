"""The OpenID provider `oidc-provider` of npm: a program with dependencies of its own, outside the project."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx

_PROGRAM = Path(__file__).parents[1] / "fixtures" / "openid_provider.mjs"
_MOST_STEPS = 12


def missing() -> str:
    """Return why it cannot be run here, or nothing."""
    if shutil.which("node") is None or not _folder():
        return (
            "oidc-provider is not installed (npm install oidc-provider@8 in a folder outside the project, "
            "and set CLOUDWRIGHT_OIDC_PROVIDER to the folder)"
        )
    return ""


@contextmanager
def npm_openid_provider(redirect_uri: str, *, client_id: str, client_secret: str) -> Iterator[str]:
    """Start the provider, yield its issuer, and end it."""
    server = subprocess.Popen(
        ["node", str(_PROGRAM), _folder(), redirect_uri, client_id, client_secret],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if server.stdout is None:
            raise RuntimeError("the provider has no output")
        line = next((line for line in server.stdout if line.startswith("listening ")), "")
        if not line:
            raise RuntimeError("the provider did not start")
        yield line.removeprefix("listening ").strip()
    finally:
        server.terminate()
        server.wait(timeout=20)
        if server.stdout is not None:
            server.stdout.close()


def sign_in(url: str, *, redirect_uri: str, login: str) -> dict[str, str]:
    """Sign in and agree as a browser would, and return the query that it brings back."""
    with httpx.Client(trust_env=False, timeout=20) as browser:
        answered = browser.get(url)
        for _ in range(_MOST_STEPS):
            if answered.is_redirect:
                target = urljoin(str(answered.url), answered.headers["location"])
                if target.startswith(redirect_uri):
                    return dict(parse_qsl(urlsplit(target).query))
                answered = browser.get(target)
            else:
                answered = _agreed(browser, answered, login=login)
    raise RuntimeError(f"the provider did not send the browser back: {answered.text[:500]}")


def _agreed(browser: httpx.Client, page: httpx.Response, *, login: str) -> httpx.Response:
    """Fill in the form of a page: who it is, or yes."""
    action = re.search(r'<form[^>]* action="([^"]+)"', page.text)
    prompt = re.search(r'name="prompt" value="(\w+)"', page.text)
    if action is None or prompt is None:
        raise RuntimeError(f"no form: {page.status_code} {page.text[:500]}")
    form = {"prompt": prompt[1]} | ({"login": login, "password": "any"} if prompt[1] == "login" else {})
    return browser.post(urljoin(str(page.url), action[1]), data=form)


def _folder() -> str:
    return os.environ.get("CLOUDWRIGHT_OIDC_PROVIDER", "")
