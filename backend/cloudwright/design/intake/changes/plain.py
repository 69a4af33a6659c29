"""Takes off a sentence what is no wish: politeness, reasons, and what somebody says not to do."""

import re

_GAIN = r"(?:costs?|money|price|prices|bill|bills|spend(?:ing)?|expenses|budget|security|safety|reliability|availability|resilience|performance|latency|complexity)"
_BETTER = r"(?:save|saves|saving|cut|cuts|reduce|reduces|reducing|lower|lowers|lowering|bring down|decrease|improve|improves|increase|increases|raise)"
_AIM = (
    rf"(?:{_BETTER}(?: \w+){{0,3}}? {_GAIN}"
    r"|(?:make|makes|keep|get) (?:it|this|that|things|the \w+)(?: \w+)? (?:cheaper|cheap|safer|safe|more \w+|secure|faster|simpler|smaller|better)"
    r"|(?:be|become|is|get) (?:cheaper|safer|more \w+|faster|simpler))"
)
_TOO = r"(?:too|so|far too|way too|much too|a bit too) (?:expensive|much|dear|costly|high|pricey|complex|complicated|slow)"
_LEADING = (
    re.compile(
        rf"^\s*(?:please,? )?(?:in order )?(?:to )?{_AIM}\s*(?:,|:|-|–|\bby\b|\bwith\b)\s*", re.IGNORECASE
    ),
    re.compile(
        rf"^\s*(?:(?:the |our )?{_GAIN}|it|this|that)(?:'s| is| are|'re| costs?)? {_TOO}\s*[,;:.–-]\s*(?:so |then |please )*",
        re.IGNORECASE,
    ),
)
_TRAILING = (
    re.compile(rf",?\s+(?:in order )?(?:to|so (?:that )?(?:we|it|i|they)(?: can)?|and (?:so |thereby )?) ?{_AIM}[^.;!?]*$", re.IGNORECASE),
    re.compile(r",?\s+(?:because|since|as) (?:it|they|that|this|those|these|we|i)\b[^.;!?]*$", re.IGNORECASE),
    re.compile(
        rf"\s*[,;:.–-]\s*(?:it|they|this|that|those|these)(?:'s| is| are|'re| costs?| cost)? {_TOO}[^.;!?]*$", re.IGNORECASE
    ),
    re.compile(rf",?\s+for (?:better|more|less|lower|cheaper) {_GAIN}\s*$", re.IGNORECASE),
)  # fmt: skip
_REFERRED = re.compile(
    rf"^\s*(?P<what>[^,;.:]+?)\s(?:is|are|costs?|seems?|looks?)\s[^,;.:]*?(?:{_TOO}|expensive|not needed|unnecessary|useless|overkill)"
    r"[^,;.:]*[,;.:–-]+\s*(?:so |then |please )*(?P<order>[^,;.:]*?)\b(?:it|them|those|these|that)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_GERUNDS = {
    "adding": "add", "removing": "remove", "dropping": "drop", "deleting": "delete", "turning": "turn",
    "switching": "switch", "moving": "move", "setting": "set", "disabling": "disable", "enabling": "enable",
    "using": "use", "lowering": "lower", "raising": "raise", "reducing": "reduce", "increasing": "increase",
    "encrypting": "encrypt", "protecting": "protect", "putting": "put", "keeping": "keep", "stopping": "stop",
    "bumping": "bump", "doubling": "double", "halving": "halve", "limiting": "limit", "replacing": "replace",
    "swapping": "swap", "renaming": "rename", "including": "include", "making": "make", "scaling": "scale",
    "getting rid": "get rid", "leaving out": "leave out", "taking": "take", "giving": "give", "changing": "change",
}  # fmt: skip
_GERUND = re.compile(rf"^\s*({'|'.join(_GERUNDS)})\b", re.IGNORECASE)
_ANY_GERUND = re.compile(rf"\b({'|'.join(_GERUNDS)})\b", re.IGNORECASE)
_ONLY_AIM = re.compile(rf"^\s*(?:please )?{_AIM}\b", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:,?\s*\b(?:but|and)\s+)?(?:please\s+)?\b(?:do not|don'?t|never)\s+(?:ever\s+|yet\s+|please\s+)?"
    r"(?:add|remove|drop|delete|change|move|set|touch|raise|increase|lower|reduce|encrypt|protect|disable|turn|switch"
    r"|enable|build|generate|create|plan|undo|revert|make|put)\b.*?(?=[.;!?,]|\s+but\b|\s+and (?:add|remove|set|move)\b|$)",
    re.IGNORECASE,
)  # fmt: skip
_JOINING = re.compile(r"^[\s,;.]*(?:but|and|instead|rather)?[\s,]+(?:instead |rather )?", re.IGNORECASE)

# What a sentence says that it does not want: 'every minute, not every five'.
NOT_SO = re.compile(r",?\s*\b(?:and )?(?:not|instead of|rather than|no longer)\b (?:every |after |for |to |at )?(?:\d|an? |one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)[^.;!?,]{0,30}", re.IGNORECASE)  # fmt: skip

LONGEST_ORDER = 300  # characters; what is longer is no plain order, and is read as it stands


def without_reasons(text: str) -> str:
    """Return the order alone: 'drop the alarms to save money' and 'make it cheaper by dropping the alarms'."""
    if len(text) > LONGEST_ORDER:
        return text
    referred = _REFERRED.match(text)
    if referred is not None:
        text = f"{referred['order']}{referred['what']}{referred['rest']}"
    for pattern in (*_LEADING, *_TRAILING):
        text = pattern.sub("", text, count=1)
    return _GERUND.sub(_order_of, text, count=1).strip()


def with_orders(text: str) -> str:
    """Return 'how about remove the alarms' for 'how about removing the alarms'."""
    return _ANY_GERUND.sub(_order_of, text).rstrip(" ?")


def is_aim(text: str) -> bool:
    """Whether the text only says what should become better, such as 'make it cheaper'."""
    return _ONLY_AIM.match(text) is not None


def _order_of(gerund: re.Match[str]) -> str:
    return _GERUNDS[gerund.group(1).lower()]


def without_denied(text: str) -> str:
    """Return the text without what it says not to do; the same text when it denies nothing."""
    rest = _DENIED.sub("", text) if len(text) <= LONGEST_ORDER else text
    return text if rest == text else _JOINING.sub("", rest).strip(" .!,;")
