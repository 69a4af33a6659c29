"""docs/reference/permissions.md: what each role may do, and what each operation of the API needs."""

from cloudwright.cli.reference.markdown import table
from cloudwright.rbac.decision import DENIALS
from cloudwright.rbac.operations import ANYBODY, FRAMES, OPERATIONS, OPERATOR
from cloudwright.rbac.permissions import MEANINGS, NEVER_BY_KEY, Permission
from cloudwright.rbac.roles import GRANTS, Reach

_WORDS = {Reach.ANY: "yes", Reach.OWN: "own", None: "-"}


def page() -> str:
    """Return the page."""
    return "\n".join(
        [
            "# Permissions",
            "",
            (
                "A member has one role in an organisation. `own` means: only what the member made. What is "
                "not in the table is refused. Only an owner makes, changes or removes an owner."
            ),
            "",
            roles_table(),
            "",
            "## API keys",
            "",
            (
                "A scope of a key is one of the permissions above. A key may do what its scopes *and* the "
                "present role of the member who made it allow. Never by key: "
                + ", ".join(f"`{each}`" for each in sorted(NEVER_BY_KEY))
                + "."
            ),
            "",
            "## Operations of the API",
            "",
            table(("operation", "needs"), [(f"`{name}`", _need(need)) for name, need in OPERATIONS.items()]),
            "",
            "Frames of the WebSocket:",
            "",
            table(("frame", "needs"), [(f"`{name}`", _need(need)) for name, need in FRAMES.items()]),
            "",
            "## Why something is refused",
            "",
            "Checked in this order; the first that holds is the answer.",
            "",
            table(("because", "sentence"), [(f"`{each.code}`", each.reason) for each in DENIALS]),
            "",
        ]
    )


def roles_table() -> str:
    """Return every permission by every role."""
    rows = [
        (f"`{each}`", *(_WORDS[granted.get(each)] for granted in GRANTS.values()), MEANINGS[each])
        for each in Permission
    ]
    return table(("permission", *GRANTS, "to"), rows)


def _need(need: str) -> str:
    return {ANYBODY: "nothing", OPERATOR: "an operator of the platform"}.get(need, f"`{need}`")
