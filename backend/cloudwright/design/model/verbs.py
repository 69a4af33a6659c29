"""What a connection means: the intent from which permissions, event sources and load follow."""

from enum import StrEnum


class Flow(StrEnum):
    """Which way calls travel along a connection, seen from its source."""

    FORWARD = "forward"  # a call to the source causes calls to the target
    BACKWARD = "backward"  # what arrives at the target is delivered to the source
    USE = "use"  # the source uses the target; the target causes nothing further
    NONE = "none"  # a relation without calls


class Verb(StrEnum):
    """The intent of a connection, read as `source verb target`."""

    REQUESTS = "requests"  # a person or system outside calls the target
    ROUTES = "routes"  # the source forwards requests to the target
    INVOKES = "invokes"  # the source runs the target
    READS = "reads"
    WRITES = "writes"
    PUBLISHES = "publishes"  # the source sends messages or events to the target
    NOTIFIES = "notifies"  # the source tells the target about its own changes or messages
    CONSUMES = "consumes"  # the source takes messages from the target
    AUTHENTICATES = "authenticates"  # the source verifies callers with the target
    PROTECTS = "protects"  # the source filters what reaches the target
    ENCRYPTS = "encrypts"  # the source is the key of the target
    CERTIFIES = "certifies"  # the source is the TLS certificate of the target
    RESOLVES = "resolves"  # the source is a name for the target
    CONTAINS = "contains"  # the source is the zone of the target
    DEAD_LETTERS = "dead_letters"  # what the source cannot deliver goes to the target
    ALERTS = "alerts"  # the source raises alarms to the target
    WATCHES = "watches"  # the source is an alarm on the target, or shows its metrics
    BACKS_UP = "backs_up"  # the source keeps recovery points of the target

    @property
    def flow(self) -> Flow:
        return _FLOWS[self]


_FLOWS = {
    Verb.REQUESTS: Flow.FORWARD,
    Verb.ROUTES: Flow.FORWARD,
    Verb.INVOKES: Flow.FORWARD,
    Verb.PUBLISHES: Flow.FORWARD,
    Verb.NOTIFIES: Flow.FORWARD,
    Verb.CONSUMES: Flow.BACKWARD,
    Verb.READS: Flow.USE,
    Verb.WRITES: Flow.USE,
    Verb.AUTHENTICATES: Flow.USE,
    Verb.DEAD_LETTERS: Flow.NONE,
    Verb.PROTECTS: Flow.NONE,
    Verb.ENCRYPTS: Flow.NONE,
    Verb.CERTIFIES: Flow.NONE,
    Verb.RESOLVES: Flow.NONE,
    Verb.CONTAINS: Flow.NONE,
    Verb.ALERTS: Flow.NONE,
    Verb.WATCHES: Flow.NONE,
    Verb.BACKS_UP: Flow.NONE,
}
