"""The database, the event log and e-mail."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.adapters.email_console import ConsoleSender
from cloudwright.adapters.email_ses import SesSender, ses_client
from cloudwright.adapters.email_smtp import SmtpSender
from cloudwright.config import (
    EventSettings,
    NotificationSettings,
    Settings,
    Transport,
)
from cloudwright.database.engine import Database
from cloudwright.encryption.service import Sealer
from cloudwright.events.pending import PendingText
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.idempotency.service import Repeats
from cloudwright.notifications.ports import EmailSender
from cloudwright.notifications.service import Outbox
from cloudwright.notifications.tasks import Mailroom
from cloudwright.tenancy.work import UnitsOfWork


def register_platform(registry: svcs.Registry, settings: Settings, *, database: Database) -> None:
    registry.register_value(Settings, settings)
    registry.register_value(Database, database, on_registry_close=database.close)
    registry.register_value(UnitsOfWork, UnitsOfWork(database, registry))


def register_events(registry: svcs.Registry, settings: EventSettings, *, database: Database) -> None:
    broadcaster = MemoryBroadcaster()
    pending = PendingText()
    registry.register_value(
        EventLog, EventLog(database, broadcaster, pending=pending, poll_seconds=settings.poll_seconds)
    )
    registry.register_value(
        TextWriter,
        TextWriter(database, broadcaster, pending=pending, pause_seconds=settings.flush_milliseconds / 1000),
    )


def register_repeats(registry: svcs.Registry, sealer: Sealer) -> None:
    registry.register_value(Repeats, Repeats(svcs.Container(registry).get(UnitsOfWork), sealer))


def register_notifications(registry: svcs.Registry, settings: NotificationSettings) -> None:
    def outbox(services: svcs.Container) -> Outbox:
        return Outbox(services.get(AsyncSession))

    units = svcs.Container(registry).get(UnitsOfWork)
    registry.register_factory(Outbox, outbox)
    registry.register_value(Mailroom, Mailroom(units, _sender(settings), settings=settings))


def _sender(settings: NotificationSettings) -> EmailSender:
    match settings.transport:
        case Transport.CONSOLE:
            return ConsoleSender()
        case Transport.SMTP:
            return SmtpSender(settings)
        case Transport.SES:
            return SesSender(settings, ses_client(settings))
