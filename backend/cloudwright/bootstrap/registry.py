"""Registers every service; nothing is opened before it is asked for."""

from collections.abc import Sequence

import svcs

from cloudwright.adapters.key_file import KeyFileRing
from cloudwright.adapters.layout.elk import ElkLayout
from cloudwright.adapters.mcp.declaration import declared
from cloudwright.agents.designer.source import BuiltInDesigner
from cloudwright.billing.catalogue import catalogue
from cloudwright.billing.entitlements import plan_book
from cloudwright.bootstrap.conversing import (
    register_conversations,
    register_models,
    register_runs,
    register_servers,
)
from cloudwright.bootstrap.counting import register_quotas
from cloudwright.bootstrap.deciding import register_policies
from cloudwright.bootstrap.designing import register_artifacts, register_projects
from cloudwright.bootstrap.entering import register_account, register_entry
from cloudwright.bootstrap.governing import register_accounts, register_applications
from cloudwright.bootstrap.membership import register_membership
from cloudwright.bootstrap.operating import register_operators
from cloudwright.bootstrap.people import (
    register_billing,
    register_key_check,
    register_people,
    register_providers,
    register_sign_in,
)
from cloudwright.bootstrap.platform import (
    register_events,
    register_notifications,
    register_platform,
    register_repeats,
)
from cloudwright.bootstrap.sharing import register_comments, register_sharing
from cloudwright.config import PaymentsBy, Settings
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.encryption.schemas import EncryptionSettings
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.ports import ModelSource
from cloudwright.gateway.upstream.addresses import permitted
from cloudwright.tenancy.guard import guarded_session


def build_registry(
    registry: svcs.Registry, settings: Settings, *, models: Sequence[ModelSource] = (BuiltInDesigner(),)
) -> None:
    """Register every service; nothing is opened before it is asked for."""
    whole_metadata()
    database = Database(
        settings.database_url,
        session_class=guarded_session(),
        busy_timeout_seconds=settings.database.busy_timeout_seconds,
    )
    register_platform(registry, settings, database=database)
    register_events(registry, settings.events, database=database)
    register_people(registry, settings.open_id)
    ring = KeyFileRing(settings.data.directory / "keys.json")
    sealer = Sealer(ring, EncryptionSettings())
    register_key_check(registry, ring)
    register_sign_in(registry, settings.sign_in, origin=settings.public_origin, sealer=sealer)
    register_providers(registry, settings.open_id)
    register_repeats(registry, sealer)
    layout = ElkLayout()
    register_projects(registry, layout)
    register_artifacts(registry, settings.data, layout=layout)
    register_sharing(registry, origin=settings.public_origin)
    register_comments(registry, origin=settings.public_origin)
    servers = declared(settings.mcp.file).enabling(settings.mcp.enabled)
    register_models(registry, models, servers=servers)
    register_servers(registry, servers)
    register_runs(registry, settings.runs)
    register_conversations(registry, settings.runs)
    register_notifications(registry, settings.notifications)
    book = plan_book(catalogue(), sold=settings.billing.provider is not PaymentsBy.NONE)
    register_quotas(registry, book, page=f"{settings.public_origin}/organization/usage")
    register_entry(registry, settings)
    register_account(registry, settings)
    register_billing(registry, settings.billing, page=f"{settings.public_origin}/organization/billing")
    register_membership(registry, settings)
    register_operators(registry, settings)
    register_applications(registry, origin=settings.public_origin)
    register_accounts(registry, permitted=permitted(settings.gateway.allowed_addresses))
    register_policies(registry)
