"""The CI workflow of a bundle: `make check` on every push, with pinned tools. It deploys nothing."""

PATH = ".github/workflows/check.yml"

# The versions whose answers the golden bundles were judged by.
_TERRAFORM = "1.11.4"
_TOOLS = "cfn-lint==1.58.0", "checkov==3.3.30"

_HEAD = """\
# Judges the files of this bundle on every push and pull request. It reads no secret and deploys nothing.
# GitHub runs it where this folder is the root of a repository.
name: check
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
"""

_SETUP_TERRAFORM = """\
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_version: {version}
          terraform_wrapper: false
"""

_INSTALL = "      - run: pipx install {tool}\n"
_CHECK = "      - run: make check\n"


def workflow(paths: frozenset[str]) -> str:
    """Return the workflow for a bundle whose code files are `paths`."""
    folders = {path.split("/")[0] for path in paths}
    linter, scanner = _TOOLS
    wanted = [
        _SETUP_TERRAFORM.format(version=_TERRAFORM) if "terraform" in folders else "",
        _INSTALL.format(tool=linter) if "cloudformation" in folders else "",
        _INSTALL.format(tool=scanner) if folders & {"terraform", "cloudformation"} else "",
    ]
    return _HEAD + "".join(wanted) + _CHECK
