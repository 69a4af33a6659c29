"""Short labels on edges and sentences for steps."""

from collections.abc import Mapping

from cloudwright.design.diagram.figures import Link
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_MAX_DETAIL = 18

_LABELS: Mapping[Verb, str] = {
    Verb.CONSUMES: "delivers to",  # drawn from the queue to its consumer
    Verb.AUTHENTICATES: "verifies with",
    Verb.DEAD_LETTERS: "dead letters",
    Verb.CERTIFIES: "certificate",
    Verb.ENCRYPTS: "key",
}

_SENTENCES: Mapping[Verb, str] = {
    Verb.REQUESTS: "Requests from {source} reach {target}{detail}.",
    Verb.ROUTES: "{source} forwards requests to {target}{detail}.",
    Verb.INVOKES: "{source} runs {target}{detail}.",
    Verb.PUBLISHES: "{source} publishes messages to {target}.",
    Verb.NOTIFIES: "{source} notifies {target} of its changes.",
    Verb.CONSUMES: "{source} takes messages from {target}.",
    Verb.AUTHENTICATES: "{source} verifies callers with {target}.",
    Verb.PROTECTS: "{source} filters what reaches {target}.",
    Verb.ENCRYPTS: "{source} encrypts {target}.",
    Verb.CERTIFIES: "{source} is the TLS certificate of {target}.",
    Verb.RESOLVES: "{source} resolves to {target}.",
    Verb.CONTAINS: "{source} contains {target}.",
    Verb.DEAD_LETTERS: "What {source} cannot deliver goes to {target}.",
    Verb.ALERTS: "{source} raises alarms to {target}.",
    Verb.WATCHES: "{source} watches {target}.",
    Verb.BACKS_UP: "{source} keeps recovery points of {target}.",
}


def label(link: Link) -> str:
    """Return the verbs in few words, with the path or route where it is short: `routes /api/*`."""
    words = ", ".join(_LABELS.get(verb, verb.value.replace("_", " ")) for verb in link.verbs)
    details = [d for d in map(_detail, link.connections) if d]
    if len(details) == 1 and len(details[0]) <= _MAX_DETAIL:
        words = f"{words} {details[0]}"
    return f"{words} via {link.via}" if link.via else words


def sentence(link: Link, titles: Mapping[str, str]) -> str:
    """Return what the design says about the step, or a sentence made of titles and verbs."""
    written = [c.sentence for c in link.connections if c.sentence]
    if written:
        return " ".join(dict.fromkeys(written))
    first = link.connections[0]
    source, target = titles[first.source], titles[first.target]
    if link.via:
        return f"{titles[link.source]} reaches {titles[link.target]} through {link.via}."
    if {Verb.READS, Verb.WRITES} & set(link.verbs):
        return f"{source} {' and '.join(verb.value for verb in link.verbs)} {target}."
    detail = _detail(first)
    text = _SENTENCES[first.verb]
    return text.format(source=source, target=target, detail=f" ({detail})" if detail else "")


def _detail(connection: Connection) -> str:
    for name in ("path", "route"):
        value = connection.properties.get(name)
        if isinstance(value, str):
            return value
    return ""
