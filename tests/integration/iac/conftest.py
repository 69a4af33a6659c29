"""What the random designs met is printed as a histogram, whichever process met it."""

from collections import Counter

import pytest

from builders.pairs import histogram


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    met: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, counted in report.user_properties:
                if name == "met" and isinstance(counted, dict):
                    met.update(counted)
    if met:
        terminalreporter.section(f"kinds and verbs met in {met['designs']} random designs")
        for line in histogram(met):
            terminalreporter.write_line(line)
