"""How a person says what words meant that nothing was made of: “like velvet” means: answers within 200 ms."""

import re
from dataclasses import dataclass

_EXPLAINED = re.compile(r"\s*[“\"](?P<phrase>[^“”\"]{1,300})[”\"] means:? (?P<meaning>.{1,2000})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words of an earlier message, and what they were to say."""

    phrase: str
    meaning: str


def explanation(text: str) -> Explanation | None:
    """Return what the text explains, or None when it explains no quoted words."""
    found = _EXPLAINED.fullmatch(text)
    return None if found is None else Explanation(found["phrase"], found["meaning"])
