"""The parts of a Terraform file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """An expression that stands as it is: a reference, a number, `true`, a `for` in its own lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string; its tokens are interpolated, its texts escaped."""

    parts: tuple["str | Token", ...]


@dataclass(frozen=True, slots=True)
class Tuple:
    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Object:
    entries: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Heredoc:
    """A text of several lines, kept as it is; its tokens are interpolated, `${` in its texts is escaped."""

    parts: tuple["str | Token", ...]


Expression = Token | Quoted | Tuple | Object | Call | Heredoc


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    value: Expression
    why: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    type: str
    labels: tuple[str, ...] = ()
    items: tuple["Item", ...] = ()
    why: str = ""

    @property
    def address(self) -> str:
        """How other code refers to it: `aws_sqs_queue.jobs`, `data.aws_region.current`."""
        return ".".join(self.labels if self.type == "resource" else (self.type, *self.labels))


@dataclass(frozen=True, slots=True)
class Comment:
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line, where the usual ones around blocks are not enough."""


Item = Attribute | Block | Comment | Blank


def text(value: str) -> Quoted:
    return Quoted((value,) if value else ())
