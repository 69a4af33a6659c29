"""Equal designs give equal bytes, and the Makefile asks for what is in the bundle."""

import os
import subprocess
import sys

from builders.bundles import bundle_files
from builders.golden import golden_document
from cloudwright.design.bundle.parts import Part

_PROGRAM = """
import hashlib
from builders.bundles import bundle_files
from builders.golden import golden_document
from cloudwright.design.bundle.archive import archive
from cloudwright.design.bundle.files import BundleFile
files = bundle_files(golden_document("web-app")).items()
print(hashlib.sha256(archive([BundleFile(p, c) for p, c in files], folder="web-app")).hexdigest())
"""


def _fingerprint(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_archive_is_the_same_in_every_process_and_place() -> None:
    here = _fingerprint(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")

    assert _fingerprint(PYTHONHASHSEED="77", TZ="Asia/Tokyo", LC_ALL="C.UTF-8") == here


def test_make_check_asks_only_for_what_is_there() -> None:
    files = bundle_files(golden_document("web-app"), parts=frozenset({Part.TERRAFORM}))

    makefile = files["Makefile"].decode()

    assert "terraform -chdir=terraform/$$each validate" in makefile
    assert "cfn-lint" not in makefile
    assert "checkov --quiet --compact -d terraform;" in makefile
