"""Looks at the options of a project side by side, under several loads; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from cloudwright.design.evaluation.analysis import analyse
from cloudwright.kit.money import Money
from cloudwright.projects.change import Head
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.schemas import AnalysedOption, OptionCard, OptionSpending
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class _Subject:
    card: OptionCard
    head: Head


class Analysing:
    """One per process; no transaction is open while designs are computed."""

    def __init__(
        self, units: UnitsOfWork, knowledge: Knowledge, *, computing: Computing, imagining: Imagining
    ) -> None:
        self._units = units
        self._knowledge = knowledge
        self._computing = computing
        self._imagining = imagining

    async def compare(
        self, principal: Principal, project_id: str, *, times: Sequence[Decimal]
    ) -> tuple[AnalysedOption, ...]:
        """Return every option that is not discarded, in the order of the board; raises ProjectNotFound."""
        async with self._units.read(principal) as services:
            options, revisions = await services.aget(Options, Revisions)
            cards = {card.id: card for card in await options.cards(project_id)}
            subjects = [_Subject(cards[h.option_id], h) for h in await revisions.open_heads(project_id)]
        return tuple(
            [await self._computing.run(partial(self._analysed, subject, times)) for subject in subjects]
        )

    async def within(
        self, principal: Principal, project_id: str, *, limit: Money
    ) -> tuple[OptionSpending, ...]:
        """Return every option that is not discarded beside a monthly limit; raises ProjectNotFound."""
        async with self._units.read(principal) as services:
            heads = await (await services.aget(Revisions)).open_heads(project_id)
        found = [await self._imagining.spending(head, limit) for head in heads]
        return tuple(
            OptionSpending(option_id=head.option_id, fits=each.fits, spending=each)
            for head, each in zip(heads, found, strict=True)
        )

    def _analysed(self, subject: _Subject, times: Sequence[Decimal]) -> AnalysedOption:
        head = subject.head
        return AnalysedOption(
            option_id=subject.card.id,
            revision_id=head.revision_id,
            revision_number=subject.card.revision_number,
            titles={each.id: each.title for each in head.architecture.components},
            own_assumptions=tuple(sorted(head.architecture.assumptions)),
            analysis=analyse(
                head.architecture,
                head.brief,
                now=head.evaluation,
                times=times,
                facts=self._knowledge.facts,
                as_of=self._knowledge.as_of,
            ),
        )
