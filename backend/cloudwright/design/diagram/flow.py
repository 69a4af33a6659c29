"""The flow view's choice: at most 15 figures, no plumbing, in the order in which a call meets them."""

from collections.abc import Iterable, Mapping

from cloudwright.design.catalog.kind import Category
from cloudwright.design.diagram.figures import Figure, Link, Look, figure, links, merged
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb

MAX_FIGURES = 15

_PLUMBING_VERBS = frozenset({Verb.ENCRYPTS, Verb.CERTIFIES, Verb.CONTAINS, Verb.BACKS_UP, Verb.DEAD_LETTERS})


def flow(
    architecture: Architecture, kinds: Mapping[str, Look]
) -> tuple[tuple[Figure, ...], tuple[Link, ...], int]:
    """Return the figures, the links between them, and how many more figures would not fit."""
    all_links = links(architecture)
    hidden = {c.id for c in architecture.components if kinds[c.kind].plumbing}
    told = tuple(link for link in all_links if not _PLUMBING_VERBS & set(link.verbs))
    visible = _bridged(told, hidden, architecture)
    touched = {end for link in all_links for end in (link.source, link.target)}
    kept_touched = {end for link in visible for end in (link.source, link.target)}
    candidates = {
        c.id: figure(c, kinds)
        for c in sorted(architecture.components, key=lambda c: c.id)
        if c.id not in hidden and (c.id not in touched or c.id in kept_touched)
    }
    order = walk(visible, entries(candidates.values(), visible))
    chosen = [*order, *(i for i in candidates if i not in order)][:MAX_FIGURES]
    between = tuple(link for link in visible if link.source in chosen and link.target in chosen)
    return tuple(candidates[i] for i in chosen), between, len(candidates) - len(chosen)


def entries(figures: Iterable[Figure], visible: tuple[Link, ...]) -> tuple[str, ...]:
    """Return where calls begin: external actors, then whatever nothing calls (schedules)."""
    figures = tuple(figures)
    called = {link.target for link in visible if link.flows}
    calling = {link.source for link in visible if link.flows}
    outside = [f.id for f in figures if f.category is Category.EXTERNAL and f.id in calling]
    others = [f.id for f in figures if f.id in calling - called and f.id not in outside]
    return (*outside, *others)


def walk(visible: tuple[Link, ...], starts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the figures in the order in which calls reach them."""
    order: dict[str, None] = dict.fromkeys(starts[:1])
    for link in story(visible, starts):
        order.update({link.source: None, link.target: None})
    return tuple(order)


def story(visible: tuple[Link, ...], starts: tuple[str, ...]) -> tuple[Link, ...]:
    """Return the flowing links in telling order.

    At each figure first what it uses, then where it sends calls (each followed to its end), then what follows
    from the things it used.
    """
    told: dict[str, Link] = {}
    seen: set[str] = set()

    def visit(figure_id: str) -> None:
        if figure_id in seen:
            return
        seen.add(figure_id)
        outgoing = [link for link in visible if link.source == figure_id and link.flows]
        used = [link for link in outgoing if link.uses]
        told.update({link.id: link for link in used})
        for link in outgoing:
            if not link.uses:
                told.setdefault(link.id, link)
                visit(link.target)
        for link in used:
            visit(link.target)

    for start in starts:
        visit(start)
    return tuple(told.values())


def _bridged(all_links: tuple[Link, ...], hidden: set[str], architecture: Architecture) -> tuple[Link, ...]:
    """Return the links between visible components, those through one hidden component in between included."""
    direct = [link for link in all_links if link.source not in hidden and link.target not in hidden]
    bridges = [
        Link(
            first.source,
            second.target,
            (*second.connections,),
            via=architecture.component(first.target).title,
        )
        for first in all_links
        if first.target in hidden and first.source not in hidden and first.flows
        for second in all_links
        if second.source == first.target and second.target not in hidden and second.flows
    ]
    known = {(link.source, link.target) for link in direct}
    return merged((*direct, *(b for b in bridges if (b.source, b.target) not in known)))
