"""The cookies of a browser that is signed in: scripts see neither token."""

from starlette.responses import Response

REFRESH_COOKIE = "cw_refresh"
REFRESH_PATH = "/api/v1/sign-in"
ACCESS_COOKIE = "cw_access"
ACCESS_PATH = "/api/v1"
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


def remove(response: Response) -> None:
    """Take all of them back."""
    response.delete_cookie(ACCESS_COOKIE, path=ACCESS_PATH, httponly=True, samesite="strict")
    response.delete_cookie(REFRESH_COOKIE, path=REFRESH_PATH, httponly=True, samesite="strict")
    response.delete_cookie(PRESENT_COOKIE, path="/", samesite="strict")
