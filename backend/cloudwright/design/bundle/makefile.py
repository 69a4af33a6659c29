"""The Makefile of a bundle: `make check` judges the files with the real tools."""

_TEMPLATE = r"""# Judge the files of this bundle with the real tools. Nothing here touches an AWS account.
ENVIRONMENTS := {environments}

.PHONY: check
check: {targets} ## Run every check that the installed tools allow
    @echo "Done. What was skipped is named above."
"""

_TERRAFORM = r"""
.PHONY: terraform
terraform: ## terraform fmt -check, init without a backend, validate
    @if command -v terraform > /dev/null; then \
      set -e; \
      for each in $(ENVIRONMENTS); do \
        echo "terraform $$each"; \
        terraform fmt -check terraform/$$each; \
        terraform -chdir=terraform/$$each init -backend=false -input=false > /dev/null; \
        terraform -chdir=terraform/$$each validate; \
      done; \
    else echo "skipped: terraform is not installed (https://developer.hashicorp.com/terraform/install)"; fi
"""

_CLOUDFORMATION = r"""
.PHONY: cloudformation
cloudformation: ## cfn-lint, warnings included
    @if command -v cfn-lint > /dev/null; then \
      cfn-lint {templates} && echo "cfn-lint: no complaints"; \
    else echo "skipped: cfn-lint is not installed (pip install cfn-lint)"; fi
"""

_SECURITY = r"""
.PHONY: security
security: ## checkov on the code of every environment
    @if command -v checkov > /dev/null; then \
      checkov --quiet --compact {folders}; \
    else echo "skipped: checkov is not installed (pip install checkov)"; fi
"""


def makefile(paths: frozenset[str]) -> str:
    """Return the Makefile for a bundle that holds `paths`."""
    templates = sorted(p for p in paths if p.startswith("cloudformation/") and p.endswith(".yaml"))
    roots = sorted({p.split("/")[1] for p in paths if p.startswith("terraform/")})
    folders = [name for name, found in (("cloudformation", templates), ("terraform", roots)) if found]
    parts = {"terraform": _TERRAFORM if roots else "", "cloudformation": _CLOUDFORMATION if templates else ""}
    targets = [*(name for name, text in parts.items() if text), *(["security"] if folders else [])]
    text = _TEMPLATE + "".join(parts.values()) + (_SECURITY if folders else "")
    return (
        text.replace("\n    ", "\n\t")
        .replace("{environments}", " ".join(roots))
        .replace("{targets}", " ".join(targets))
        .replace("{templates}", " ".join(templates))
        .replace("{folders}", " ".join(f"-d {folder}" for folder in folders))
    )
