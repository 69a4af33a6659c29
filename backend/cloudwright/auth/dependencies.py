"""The cookies of a browser that is signed in: scripts see neither token."""

from starlette.responses import Response

REFRESH_COOKIE = "cw_refresh"
REFRESH_PATH = "/api/v1/sign-in"
ACCESS_COOKIE = "cw_access"
ACCESS_PATH = "/api/v1"
ATTEMPT_COOKIE = "cw_attempt"
ATTEMPT_PATH = "/api/v1/sign-in/providers"
CHALLENGE_COOKIE = "cw_challenge"
DEVICE_COOKIE = "cw_device"
PRESENT_COOKIE = "cw_present"  # holds no secret: it tells a page that there may be a sign-in to go on with


def set_access(response: Response, token: str, *, seconds: int, secure: bool) -> None:
    """Give the access token, to every address of the API."""
    response.set_cookie(
        ACCESS_COOKIE,
        token,
        max_age=seconds,
        path=ACCESS_PATH,
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def set_refresh(response: Response, token: str, *, seconds: int, secure: bool) -> None:
    """Give the refresh token, which travels to its one address only, and say that there is one."""
    response.set_cookie(
        REFRESH_COOKIE,
        token,
        max_age=seconds,
        path=REFRESH_PATH,
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    response.set_cookie(PRESENT_COOKIE, "1", max_age=seconds, path="/", samesite="strict", secure=secure)


def set_attempt(response: Response, text: str, *, seconds: int, secure: bool) -> None:
    """Give the attempt with a provider; the browser brings it back from there, across sites."""
    response.set_cookie(
        ATTEMPT_COOKIE,
        text,
        max_age=seconds,
        path=ATTEMPT_PATH,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def remove_attempt(response: Response) -> None:
    """Take it back: it is used once."""
    response.delete_cookie(ATTEMPT_COOKIE, path=ATTEMPT_PATH, httponly=True, samesite="lax")


def set_challenge(response: Response, text: str, *, seconds: int, secure: bool) -> None:
    """Give a first proof to keep until the second one."""
    response.set_cookie(
        CHALLENGE_COOKIE,
        text,
        max_age=seconds,
        path=REFRESH_PATH,
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def remove_challenge(response: Response) -> None:
    """Take it back: it was met."""
    response.delete_cookie(CHALLENGE_COOKIE, path=REFRESH_PATH, httponly=True, samesite="strict")


def set_device(response: Response, text: str, *, seconds: int, secure: bool) -> None:
    """Let a browser say next time that it was here, also when it comes back from a provider.

    It stays when its sign-in ends.
    """
    response.set_cookie(
        DEVICE_COOKIE,
        text,
        max_age=seconds,
        path=REFRESH_PATH,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def remove(response: Response) -> None:
    """Take all of them back."""
    response.delete_cookie(ACCESS_COOKIE, path=ACCESS_PATH, httponly=True, samesite="strict")
    response.delete_cookie(REFRESH_COOKIE, path=REFRESH_PATH, httponly=True, samesite="strict")
    response.delete_cookie(PRESENT_COOKIE, path="/", samesite="strict")
