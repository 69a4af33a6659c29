"""Projects, designs and bundles."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.adapters.lint.cfn_lint import CfnLint
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.adapters.storage.signing import KeyFile
from cloudwright.adapters.threads import Threads
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.artifacts.service.artifacts import Artifacts
from cloudwright.artifacts.service.bundles import Bundles, Workshop
from cloudwright.artifacts.service.downloads import Downloads
from cloudwright.artifacts.service.room import CountedRoom
from cloudwright.config import (
    DataSettings,
)
from cloudwright.conversations.service.project_runs import ProjectRuns
from cloudwright.design.diagram.ports import Layout
from cloudwright.design.facts.load import load_facts
from cloudwright.kit.clock import utc_now
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.service.analysing import Analysing
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.changing import Changing
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.service.imagining import Imagining
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.places import Places
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.reading import Reading
from cloudwright.projects.service.revisions import Revisions
from cloudwright.quotas.service.holding import Quotas
from cloudwright.tenancy.work import UnitsOfWork


def register_projects(registry: svcs.Registry, layout: ElkLayout) -> None:
    knowledge = Knowledge(facts=load_facts(), clock=utc_now)
    units, computing = svcs.Container(registry).get(UnitsOfWork), Threads()

    def projects(services: svcs.Container) -> Projects:
        db, room = services.get(AsyncSession, CountedRoom)
        return Projects(db, runs=ProjectRuns(db), room=room)

    def places(services: svcs.Container) -> Places:
        return Places(services.get(AsyncSession))

    def briefs(services: svcs.Container) -> Briefs:
        return Briefs(services.get(AsyncSession))

    def options(services: svcs.Container) -> Options:
        return Options(services.get(AsyncSession), knowledge)

    def revisions(services: svcs.Container) -> Revisions:
        return Revisions(services.get(AsyncSession), knowledge)

    registry.register_value(Knowledge, knowledge)
    registry.register_value(Layout, layout, on_registry_close=layout.close)
    registry.register_value(Drawings, Drawings(layout))
    registry.register_value(Reading, Reading(units, computing))
    registry.register_value(Proposing, Proposing(units, knowledge, computing=computing))
    registry.register_value(Changing, Changing(units, knowledge, computing=computing))
    imagining = Imagining(units, knowledge, computing=computing)
    analysing = Analysing(units, knowledge, computing=computing, imagining=imagining)
    registry.register_value(Imagining, imagining)
    registry.register_value(Analysing, analysing)
    registry.register_factory(Projects, projects)
    registry.register_factory(Briefs, briefs)
    registry.register_factory(Places, places)
    registry.register_factory(Options, options)
    registry.register_factory(Revisions, revisions)


def register_artifacts(registry: svcs.Registry, settings: DataSettings, *, layout: Layout) -> None:
    units, knowledge = svcs.Container(registry).get(UnitsOfWork, Knowledge)
    store, linter = LocalFolder(settings.directory / "artifacts"), CfnLint()

    def artifacts(services: svcs.Container) -> Artifacts:
        db, projects, room = services.get(AsyncSession, Projects, CountedRoom)
        return Artifacts(db, store, projects=projects, room=room)

    def room(services: svcs.Container) -> CountedRoom:
        db, quotas = services.get(AsyncSession, Quotas)
        return CountedRoom(db, quotas)

    workshop = Workshop(linter=linter, layout=layout, store=store, knowledge=knowledge)
    registry.register_value(CfnLint, linter, on_registry_close=linter.close)
    registry.register_value(ArtifactStore, store)
    registry.register_factory(CountedRoom, room)
    registry.register_factory(Artifacts, artifacts)
    registry.register_value(Bundles, Bundles(units, workshop))
    registry.register_value(Downloads, Downloads(units, KeyFile(settings.directory / "signing.key")))
