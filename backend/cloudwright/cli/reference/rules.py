"""docs/reference/rules.md: every rule with its source."""

from cloudwright.design.review.documentation import markdown_table, rule_rows


def page() -> str:
    """Return the page."""
    return (
        "\n".join(
            [
                "# Rules",
                "",
                (
                    f"The {len(rule_rows())} rules that are asked about every design, on its production form."
                    " Severities are one step lower for `dev`."
                ),
                "A finding can be waived with a reason, an owner and an end; an expired waiver is a finding.",
                "",
                markdown_table(),
            ]
        ).rstrip("\n")
        + "\n"
    )
