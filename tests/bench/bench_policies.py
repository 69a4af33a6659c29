"""What a decision costs beside the bare engine: the same twenty rules, policies and entities parsed once.

Run: python tests/bench/bench_policies.py
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / each) for each in (".", "backend", "tests")]

import cedarpy  # noqa: E402  # after the path above

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from builders.policies import a_call  # noqa: E402  # found by the path above
from cloudwright.gateway.policy import engine  # noqa: E402  # found by the path above
from cloudwright.gateway.policy.rules import PolicySet  # noqa: E402  # found by the path above
from cloudwright.gateway.policy.values import Action  # noqa: E402  # found by the path above
from cloudwright.gateway.policy.vocabulary import CONTEXT  # noqa: E402  # found by the path above

ROUNDS = 9
COUNT = 400
MICROSECONDS = 1e6
LIMIT_MICROSECONDS = 44.0
TEXT = (
    "".join(
        f'@id("blocked-{number}") forbid (principal == Application::"blocked-{number}", action, resource);\n'
        for number in range(18)
    )
    + """@id("secrets") forbid (principal, action, resource)
when { context.data_classes.contains("secret") && !(resource in Provider::"bedrock") };
@id("team") @max_tokens("4096")
permit (principal in Team::"payments", action, resource in Provider::"anthropic")
when { context has max_tokens && context.max_tokens <= 4096 };
"""
)


def measure() -> Sequence[Figure]:
    rules, asked = PolicySet.parse(TEXT), a_call()
    handle = cedarpy.PolicySet.from_str(TEXT)
    entities = engine.entities(asked.subject, model=asked.model, provider=asked.provider)
    request = engine.request(asked, Action.CALL, context=engine.context(asked, CONTEXT))
    if not rules.decide(asked).allowed:
        raise RuntimeError("the call of this benchmark is one that is allowed")

    bare, anew, kept = _alternating(
        lambda: cedarpy.is_authorized(request, handle, entities),
        lambda: rules.decide_anew(asked),
        lambda: rules.decide(asked),
    )
    return [
        Figure("rules: bare engine, 20 rules", bare, "us"),
        Figure("rules: a decision, 20 rules", anew, "us", LIMIT_MICROSECONDS),
        Figure("rules: a decision / bare engine", anew / bare, "", 1.0),
        Figure("rules: a decision that is kept", kept, "us"),
    ]


def _alternating(*calls: Callable[[], object]) -> Sequence[float]:
    """Return the least processor time of each call, their rounds in turns."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            started = time.process_time()
            for _ in range(COUNT):
                call()
            best[place] = min(best[place], (time.process_time() - started) / COUNT * MICROSECONDS)
    return best


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
