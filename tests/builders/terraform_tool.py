"""The real Terraform, offline: where it is, and a run of it against a folder of provider plugins."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MIRROR = "CLOUDWRIGHT_TERRAFORM_MIRROR"
REPOSITORY = Path(__file__).parents[2]
_PROVIDER = Path("registry.terraform.io/hashicorp/aws")
_USUAL_FOLDERS = (
    Path("~/.terraform.d/plugins"),
    Path("~/.terraform.d/plugin-cache"),
    Path("/usr/local/share/terraform/plugins"),
    Path("/usr/share/terraform/plugins"),
)
_SECONDS = 500


@dataclass(frozen=True)
class Terraform:
    """`settings` is a CLI configuration that allows nothing but the local mirror."""

    program: str
    settings: Path

    def run(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "TF_CLI_CONFIG_FILE": str(self.settings),
            "TF_IN_AUTOMATION": "1",
            "GOGC": "400",  # the provider's schema is a large heap: collecting it often takes long
        }
        return subprocess.run(
            [self.program, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )


def missing() -> str:
    """Return why Terraform cannot be run here, or nothing."""
    if shutil.which("terraform") is None:
        return "terraform is not installed"
    if mirror() is None:
        return f"no mirror of the AWS provider was found (set {MIRROR} to its folder)"
    return ""


def terraform(scratch: Path) -> Terraform:
    """Return the tool, with its settings written below `scratch`."""
    folder = mirror()
    program = shutil.which("terraform")
    if folder is None or program is None:
        raise RuntimeError(missing())
    settings = scratch / "terraform.rc"
    settings.write_text(
        f'provider_installation {{\n  filesystem_mirror {{\n    path = "{folder}"\n  }}\n}}\n'
        "disable_checkpoint = true\n"
    )
    return Terraform(program, settings)


@cache
def mirror() -> Path | None:
    """Return the folder that holds `registry.terraform.io/...`, if there is one."""
    told = os.environ.get(MIRROR) or _development_mirror()
    candidates = [Path(told), Path(os.environ.get("TF_PLUGIN_DIR", "")), *_USUAL_FOLDERS]
    found = (folder.expanduser() for folder in candidates if folder.name)
    return next((folder for folder in found if (folder / _PROVIDER).is_dir()), None)


def _development_mirror() -> Path:
    """Return the mirror beside the repository: a folder, or a program that prints one."""
    beside = REPOSITORY.parent / "shared" / "tools" / "terraform-mirror"
    if not beside.is_file():
        return beside
    printed = subprocess.run([str(beside)], capture_output=True, text=True, timeout=60, check=False)
    return Path(printed.stdout.strip())
