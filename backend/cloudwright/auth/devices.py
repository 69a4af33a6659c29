"""What a browser says of itself, in words that people know."""

import re

_BROWSERS = (
    ("Edge", re.compile(r"\bEdgA?/|\bEdgiOS/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\bFirefox/|\bFxiOS/")),
    ("Chrome", re.compile(r"\bChrome/|\bCriOS/|\bHeadlessChrome/")),
    ("Safari", re.compile(r"\bSafari/")),
    ("curl", re.compile(r"^curl/")),
)
_SYSTEMS = (
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("macOS", re.compile(r"\bMac OS X\b|\bMacintosh\b")),
    ("ChromeOS", re.compile(r"\bCrOS\b")),
    ("Linux", re.compile(r"\bLinux\b")),
)
_LONGEST = 60


def device_name(user_agent: str) -> str:
    """Return such as `Firefox on Linux`; what is not known is shown as it came, shortened."""
    browser = next((name for name, known in _BROWSERS if known.search(user_agent)), None)
    system = next((name for name, known in _SYSTEMS if known.search(user_agent)), None)
    if browser and system:
        return f"{browser} on {system}"
    plain = " ".join("".join(each if each.isprintable() else " " for each in user_agent).split())
    return browser or system or plain[:_LONGEST] or "Unknown device"
