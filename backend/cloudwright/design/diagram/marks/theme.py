"""Colours of drawings: the interface's tokens in hexadecimal, since not every SVG reader knows oklch."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cloudwright.design.diagram.drawing import GroupType


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"

    @property
    def palette(self) -> "Palette":
        return _PALETTES[self]


@dataclass(frozen=True, slots=True)
class Palette:
    """`tile` lies under icons whose own artwork is dark on nothing, `hatching` on what exists already."""

    background: str
    card: str
    muted: str
    foreground: str
    muted_foreground: str
    border: str
    line: str
    relation: str
    primary: str
    on_primary: str
    warn: str
    bad: str
    tile: str
    hatching: str
    groups: Mapping[GroupType, str]


_PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: Palette(
        background="#ffffff",
        card="#ffffff",
        muted="#f5f7f9",
        foreground="#1a2029",
        muted_foreground="#5c646f",
        border="#c9ced5",
        line="#4e5661",
        relation="#7b838e",
        primary="#3655cd",
        on_primary="#ffffff",
        warn="#a16100",
        bad="#c51d28",
        tile="#ffffff",
        hatching="#e3e7ec",
        groups={
            "external": "#7d8998",
            "account": "#232f3e",
            "region": "#00a4a6",
            "edge": "#8c4fff",
            "vpc": "#8c4fff",
            "public_subnet": "#7aa116",
            "private_subnet": "#00a4a6",
        },
    ),
    Theme.DARK: Palette(
        background="#0c1015",
        card="#13171e",
        muted="#1b1f27",
        foreground="#eceff2",
        muted_foreground="#9ea5ae",
        border="#3a404b",
        line="#9299a2",
        relation="#6b727d",
        primary="#859ff6",
        on_primary="#0c1015",
        warn="#f0ba59",
        bad="#fb817a",
        tile="#eceff2",
        hatching="#262c36",
        groups={
            "external": "#7d8998",
            "account": "#9ea5ae",
            "region": "#00a4a6",
            "edge": "#a67aff",
            "vpc": "#a67aff",
            "public_subnet": "#7aa116",
            "private_subnet": "#00a4a6",
        },
    ),
}
