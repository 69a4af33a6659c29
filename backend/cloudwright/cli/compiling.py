"""The pure path from a design to its bundle, for programs that have no data directory."""

from datetime import date

from cloudwright.artifacts.compilation import CompiledBundle, compile_bundle
from cloudwright.artifacts.progress import Silent
from cloudwright.bootstrap.starting import compiler_tools
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.document import Document


async def compiled(document: Document, as_of: date, *, facts: Facts) -> CompiledBundle:
    """Return the bundle of a design that was read from a file."""
    async with compiler_tools() as (linter, layout):
        return await compile_bundle(
            document,
            revision_label="from a file",
            linter=linter,
            layout=layout,
            facts=facts,
            as_of=as_of,
            reporter=Silent(),
        )
