"""Which sentences of a pitch still hold for a design that somebody has edited since."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.design.model.architecture import Architecture


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence rests on: a kind that the design has, or has not."""

    kind: str
    present: bool = True


NO_FIREWALL = "No firewall in front: attacks reach the API and are paid for"
FLOODS_PAID = "No firewall in front: floods of requests are paid for"
DROPPED_EARLY = "Known attacks and callers that come too often are dropped early"
FIREWALL_CARE = "Firewall rules need a look now and then"
KEY_CONTROL = "Use of the data key is under your control and in the audit log"
BURSTS_ACCEPTED = "Accepts bursts far above what the table takes at once"
WRITER_LOSES_NOTHING = "A failing writer loses nothing: its jobs wait"
VISIBLE_LATER = "A change is visible a moment later"
BURSTS_WAIT = "Bursts wait instead of failing"
BACKLOG_SEEN = "The backlog can be seen and the pace be set"

_GROUNDS: Mapping[str, Ground] = {
    NO_FIREWALL: Ground("waf_web_acl", present=False),
    FLOODS_PAID: Ground("waf_web_acl", present=False),
    DROPPED_EARLY: Ground("waf_web_acl"),
    FIREWALL_CARE: Ground("waf_web_acl"),
    KEY_CONTROL: Ground("kms_key"),
    BURSTS_ACCEPTED: Ground("sqs_queue"),
    WRITER_LOSES_NOTHING: Ground("sqs_queue"),
    VISIBLE_LATER: Ground("sqs_queue"),
    BURSTS_WAIT: Ground("sqs_queue"),
    BACKLOG_SEEN: Ground("sqs_queue"),
}


def holding(sentences: tuple[str, ...], architecture: Architecture) -> tuple[str, ...]:
    """Return the sentences whose ground the design still gives; one without a ground always holds."""
    kinds = {component.kind for component in architecture.components}
    return tuple(s for s in sentences if s not in _GROUNDS or _stands(_GROUNDS[s], kinds))


def _stands(ground: Ground, kinds: set[str]) -> bool:
    return (ground.kind in kinds) is ground.present
