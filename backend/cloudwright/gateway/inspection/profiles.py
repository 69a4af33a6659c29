"""What an organisation wants done about each kind, for prompts and for answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cloudwright.gateway.inspection.kinds import Action, Direction, Kind

Actions = Mapping[Kind, Action]
_SECRETS = frozenset({Kind.AWS_ACCESS_KEY, Kind.PRIVATE_KEY, Kind.JWT, Kind.API_KEY, Kind.SECRET})
_OFTEN_TECHNICAL = frozenset({Kind.IP_ADDRESS})


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind that a direction does not name is not looked for.

    `injection_limit` is the score from which a prompt is refused, None when it is only told.
    """

    name: str
    prompt: Actions = field(default_factory=dict)
    answer: Actions = field(default_factory=dict)
    injection_limit: float | None = None

    def actions(self, direction: Direction) -> Actions:
        return self.prompt if direction is Direction.PROMPT else self.answer

    def watches(self, direction: Direction) -> bool:
        """Say whether a text that goes this way has to be looked at."""
        return bool(self.actions(direction))


def _all(action: Action) -> Actions:
    return MappingProxyType(dict.fromkeys(Kind, action))


def _balanced(secret: Action) -> Actions:
    """Redact what belongs to people, and observe what configurations are full of."""
    return MappingProxyType(
        {
            kind: Action.OBSERVE
            if kind in _OFTEN_TECHNICAL
            else secret
            if kind in _SECRETS
            else Action.REDACT
            for kind in Kind
        }
    )


OFF = Profile("off")
OBSERVE = Profile("observe", _all(Action.OBSERVE), _all(Action.OBSERVE))
BALANCED = Profile("balanced", _balanced(Action.REDACT), _balanced(Action.REDACT))
STRICT = Profile("strict", _balanced(Action.BLOCK), _all(Action.REDACT), injection_limit=0.8)

BUILT_IN: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (OFF, OBSERVE, BALANCED, STRICT)}
)
