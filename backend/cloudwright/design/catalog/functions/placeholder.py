"""Placeholder code of functions: small, working, and plainly not the product's own code."""

from cloudwright.design.catalog.functions.neighbours import Use, use
from cloudwright.design.catalog.functions.triggers import trigger
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.model.verbs import Verb

INLINE_BYTES = 4096  # the most that AWS::Lambda::Function Code.ZipFile takes

# The order of a function's work: take in, store, then tell others.
_STEPS = {Verb.READS: 0, Verb.WRITES: 1, Verb.PUBLISHES: 2, Verb.INVOKES: 3}


def placeholder(context: LoweringContext, function_id: str) -> str:
    """Return Python source with `handler(event, context)`, at most 4,096 bytes long."""
    connections = sorted(
        context.architecture.outgoing(function_id), key=lambda c: (_STEPS.get(c.verb, 0), c.id)
    )
    uses = [found for c in connections if (found := use(context, c))]
    source = _source(context, function_id, uses=uses)
    while len(source.encode()) > INLINE_BYTES and uses:
        uses = uses[:-1]
        source = _source(context, function_id, uses=uses)
    return source


def _source(context: LoweringContext, function_id: str, *, uses: list[Use]) -> str:
    handler, called_by = trigger(context, function_id)
    work = "" if called_by == "schedule" else _work(uses)
    clients = dict.fromkeys(use.client for use in uses if use.client)
    setup = dict.fromkeys(use.setup for use in uses if use.setup)
    functions = dict.fromkeys(f"\n\n{each}" for use in uses for each in use.functions)
    using = "\n".join((*clients, *setup, *functions, work))
    lines = [
        f'"""Placeholder for {function_id}: shows that the parts are connected. Put your own code here."""',
        "",
        *(["import base64"] if called_by == "stream" else []),
        "import json",
        "import logging",
        *(f"import {module}" for module in ("os", "socket", "ssl", "uuid") if f"{module}." in using),
        *(["from functools import cache"] if "@cache" in using else []),
        *(["from urllib.parse import unquote_plus"] if "unquote_plus" in work else []),
        *(["from urllib.request import urlopen"] if "urlopen(" in work else []),
        *(["", "import boto3"] if "boto3." in using else []),
        "",
        "LOG = logging.getLogger()",
        *clients,
        *setup,
        *functions,
        "",
        handler,
        *(_reading(uses) if called_by == "http" else []),
        "",
        "def work(body):",
        '    LOG.info("working", extra={"size": len(json.dumps(body, default=str))})',
        '    result = {"ok": True}',
        *work.splitlines(),
        "    return result",
        "",
    ]
    return "\n".join(lines)


def _work(uses: list[Use]) -> str:
    return "\n".join(dict.fromkeys(use.working for use in uses if use.working))


def _reading(uses: list[Use]) -> list[str]:
    return [
        "",
        "def read(name):",
        '    result = {"name": name}',
        *dict.fromkeys(use.reading for use in uses if use.reading),
        "    return result",
        "",
    ]
