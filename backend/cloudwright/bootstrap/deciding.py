"""The rules of organisations for calls of models: written, tried, and asked before every call."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.policy_subjects import KnownSubjects
from cloudwright.audit.service import AuditTrail
from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.policy.repository import CallsTable, PoliciesTable
from cloudwright.gateway.policy.service.judge import Judge
from cloudwright.gateway.policy.service.policies import Policies
from cloudwright.gateway.policy.service.recent import LedgerRequests
from cloudwright.gateway.policy.service.trying import Trying
from cloudwright.organizations.service.members import Members
from cloudwright.tenancy.scope import tenant_of
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


def register_policies(registry: svcs.Registry) -> None:
    def policies(services: svcs.Container) -> Policies:
        db, people, audit = services.get(AsyncSession, People, AuditTrail)
        return Policies(db, people=people, audit=audit)

    def trying(services: svcs.Container) -> Trying:
        db, applications, members = services.get(AsyncSession, Applications, Members)
        subjects = KnownSubjects(tenant_of(db), applications=applications, members=members)
        return Trying(PoliciesTable(db), LedgerRequests(CallsTable(db), subjects), subjects=subjects)

    registry.register_factory(Policies, policies)
    registry.register_factory(Trying, trying)
    registry.register_value(Judge, Judge(svcs.Container(registry).get(UnitsOfWork)))
