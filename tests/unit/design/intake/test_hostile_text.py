"""Text that was written to make reading take for ever."""

import subprocess
import sys


def test_hostile_text_is_read_within_a_deadline() -> None:
    """Thousands of characters of every bad kind; one quadratic pattern would take minutes, not seconds."""
    script = (
        "import sys; sys.path[:0] = ['backend', 'tests']\n"
        "from builders.adversarial import adversarial_texts\n"
        "from builders.sketches import a_web_app, sketch_of\n"
        "from cloudwright.design.intake.changes.understand import understand\n"
        "from cloudwright.design.intake.read import read\n"
        "from cloudwright.design.model.brief import Brief\n"
        "sketch = sketch_of(a_web_app())\n"
        "for text in adversarial_texts():\n"
        "    read(text[:1_000], Brief())\n"  # what it does beside `understand` is little
        "    understand(text[:6_000], sketch)\n"
        "print('all read')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout == "all read\n"
