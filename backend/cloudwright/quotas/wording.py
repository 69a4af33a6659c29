"""What is counted, for people."""

from collections.abc import Mapping

from cloudwright.quotas.caps import EACH_MEMBER, ORGANIZATION
from cloudwright.quotas.schemas import Metric

_NANO = 10**9
_LABELS: Mapping[Metric, str] = {
    Metric.SESSIONS: "Sessions",
    Metric.RUNS: "Runs",
    Metric.TOKENS: "Tokens",
    Metric.BUNDLES: "Bundles",
    Metric.PROJECTS: "Projects",
    Metric.STORAGE_BYTES: "Storage",
    Metric.CONCURRENT_RUNS: "Runs at once",
    Metric.COST_NANO_USD: "Cost of models",
}


def label(metric: Metric) -> str:
    """Return what is counted, as a heading."""
    return _LABELS[metric]


def amount(metric: Metric, units: int) -> str:
    """Return so much of a metric in words: `1,200 tokens`, `3.50 USD for models`."""
    match metric:
        case Metric.COST_NANO_USD:
            return f"{units / _NANO:,.2f} USD for models"
        case Metric.STORAGE_BYTES:
            return f"{_bytes(units)} of storage"
        case Metric.CONCURRENT_RUNS:
            return f"{units:,} {'run' if units == 1 else 'runs'} at once"
        case _:
            words = _LABELS[metric].lower()
            return f"{units:,} {words.removesuffix('s') if units == 1 and words.endswith('s') else words}"


def _bytes(units: int) -> str:
    size, unit = (units / 10**9, "GB") if units >= 10**9 else (units / 10**6, "MB")
    return f"{size:,.1f}".removesuffix(".0") + f" {unit}"


def whose(subject: str, names: Mapping[str, str]) -> str:
    """Return whom a limit is for: a name, a mode, everybody."""
    if subject == ORGANIZATION:
        return "The organisation"
    if subject == EACH_MEMBER:
        return "Each member"
    kind, _, name = subject.partition(":")
    return names.get(name, "A former member") if kind == "member" else f"In {name} mode"


def own_label(metric: Metric, subject: str) -> str:
    """Return what is counted, as the person sees it whose limit it is."""
    kind, _, name = subject.partition(":")
    match kind:
        case "member":
            return f"Your {label(metric).lower()}"
        case "mode":
            return f"{label(metric)} in {name} mode"
        case _:
            return label(metric)
