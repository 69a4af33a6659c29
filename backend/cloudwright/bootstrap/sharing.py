"""Links to designs, and comments on them."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.threads import Threads as ComputingThreads
from cloudwright.audit.service import AuditTrail
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.service.directory import Directory
from cloudwright.projects.comments.service.mentions import Mentions
from cloudwright.projects.comments.service.threads import Threads
from cloudwright.projects.comments.service.writing import Writing
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.sharing.pace import Pace, Paced
from cloudwright.projects.sharing.service.links import Links
from cloudwright.projects.sharing.service.making import Making
from cloudwright.projects.sharing.service.opening import Opening
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_OPENINGS = Pace(at_once=60, per_second=2)
"""A page is three or four requests; an office behind one address opens a dozen at once."""


def register_sharing(registry: svcs.Registry, *, origin: str) -> None:
    def links(services: svcs.Container) -> Links:
        db, people, audit = services.get(AsyncSession, People, AuditTrail)
        return Links(db, people=people, audit=audit)

    units, knowledge, drawings = svcs.Container(registry).get(UnitsOfWork, Knowledge, Drawings)
    making = Making(
        units, knowledge, computing=ComputingThreads(), drawings=drawings, page=f"{origin}/shared"
    )
    registry.register_factory(Links, links)
    registry.register_value(Making, making)
    registry.register_value(Opening, Opening(units, drawings))
    registry.register_value(Paced, Paced(_OPENINGS))


def register_comments(registry: svcs.Registry, *, origin: str) -> None:
    def threads(services: svcs.Container) -> Threads:
        db, people = services.get(AsyncSession, People)
        return Threads(db, people=people, directory=Directory(db, people))

    def writing(services: svcs.Container) -> Writing:
        db, people, outbox, audit = services.get(AsyncSession, People, Outbox, AuditTrail)
        mentions = Mentions(Directory(db, people), people, outbox=outbox, origin=origin)
        return Writing(db, mentions=mentions, audit=audit)

    registry.register_factory(Threads, threads)
    registry.register_factory(Writing, writing)
