"""The stack name of a design: short, lower case, from what is being built."""

import re

from cloudwright.design.model.brief import Brief, RequirementKind

_LONGEST = 20
_SKIPPED = frozenset(
    ("a", "an", "the", "my", "our", "i", "we", "want", "need", "with", "for", "and", "of", "to", "in", "that")
)


def stack_name(brief: Brief, fallback: str) -> str:
    """Return the domain's own name, or the goal's first telling words, within 20 characters."""
    domain = next((str(r.value) for r in brief.of_kind(RequirementKind.DOMAIN)), "")
    source = domain.split(".")[0] if domain else brief.goal.lower()
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", source)
    kept: list[str] = []
    for word in words:
        if word in _SKIPPED or not word[0].isalpha():
            continue
        if len("-".join([*kept, word])) > _LONGEST:
            break
        kept.append(word)
        if len(kept) == 3:
            break
    return "-".join(kept) or fallback


def title(brief: Brief) -> str:
    """Return a title from the goal's first words."""
    first = re.split(r"[\n;:]|[.,](?!\d)", brief.goal.strip(), maxsplit=1)[0].strip()
    if len(first) > 60:
        first = first[:60].rsplit(" ", 1)[0] + " …"
    return first[:1].upper() + first[1:] if first else "Design"
