"""docs/reference/terraform-coverage.md: what the Terraform translators know."""

from cloudwright.design.emit.terraform.coverage import coverage, coverage_table


def page() -> str:
    """Return the page."""
    return (
        "\n".join(
            [
                "# Terraform coverage",
                "",
                (
                    f"The {len(coverage())} CloudFormation types of the blueprint and what they become. "
                    "A property that is not listed is refused with its name, never dropped."
                ),
                "",
                coverage_table(),
            ]
        ).rstrip("\n")
        + "\n"
    )
