"""People, organisations, sign-in and what is paid."""

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.oidc import HttpProviderEndpoint
from cloudwright.adapters.plans import CountedPlans
from cloudwright.adapters.stripe import StripePayments
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.access_tokens import AccessTokens
from cloudwright.auth.oidc.documents import ProviderDocuments
from cloudwright.auth.oidc.service import ProviderSignIns
from cloudwright.auth.schemas import AccessTokenSettings, SigningKeySettings
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.refreshing import Refreshing
from cloudwright.auth.service.sealed_secrets import SealedSecrets
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.signing import Signing
from cloudwright.auth.service.tickets import Tickets
from cloudwright.billing.catalogue import catalogue
from cloudwright.billing.ports import PayerSource, PaymentProvider, PlanSink
from cloudwright.billing.self_hosted import NoPayments
from cloudwright.billing.service.payers import Payers
from cloudwright.billing.service.payments import Payments
from cloudwright.billing.service.receiving import Receiving
from cloudwright.billing.service.refreshing import Refreshing as PaymentsRefreshing
from cloudwright.billing.service.refreshing import Selling
from cloudwright.billing.service.seat_shop import PlanSeats
from cloudwright.billing.service.shopping import Shopping
from cloudwright.billing.tasks import Bookkeeper
from cloudwright.config import (
    BillingSettings,
    OpenIdSettings,
    PaymentsBy,
    SignInSettings,
)
from cloudwright.encryption.ports import KeyRing
from cloudwright.encryption.service import Sealer
from cloudwright.organizations.ports import SeatShop
from cloudwright.organizations.seats import Seats
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.organizations.service.rules import OrganizationRules
from cloudwright.quotas.service.plans import Plans
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People


def register_people(registry: svcs.Registry, open_id: OpenIdSettings) -> None:
    def audit_trail(services: svcs.Container) -> AuditTrail:
        return AuditTrail(services.get(AsyncSession))

    def people(services: svcs.Container) -> People:
        return People(services.get(AsyncSession))

    def seats(services: svcs.Container) -> Seats:
        return Seats(services.get(AsyncSession))

    def organizations(services: svcs.Container) -> Organizations:
        db, known, places = services.get(AsyncSession, People, Seats)
        return Organizations(db, known, seats=places)

    def rules(services: svcs.Container) -> OrganizationRules:
        db, audit = services.get(AsyncSession, AuditTrail)
        return OrganizationRules(db, providers=[each.id for each in open_id.providers], audit=audit)

    registry.register_value(OpenIdSettings, open_id)
    registry.register_factory(OrganizationRules, rules)
    registry.register_factory(AuditTrail, audit_trail)
    registry.register_factory(People, people)
    registry.register_factory(Seats, seats)
    registry.register_factory(Organizations, organizations)


def register_providers(registry: svcs.Registry, settings: OpenIdSettings) -> None:
    endpoint = HttpProviderEndpoint()
    documents = ProviderDocuments(endpoint, settings)
    providers = ProviderSignIns(endpoint, settings, documents=documents)
    registry.register_value(ProviderSignIns, providers, on_registry_close=endpoint.close)


def register_key_check(registry: svcs.Registry, ring: KeyRing) -> None:
    units = svcs.Container(registry).get(UnitsOfWork)
    registry.register_value(SealedSecrets, SealedSecrets(units, ring))


def register_sign_in(
    registry: svcs.Registry, settings: SignInSettings, *, origin: str, sealer: Sealer
) -> None:
    def sign_ins(services: svcs.Container) -> SignIns:
        db, organizations, people, audit = services.get(AsyncSession, Organizations, People, AuditTrail)
        return SignIns(db, settings, organizations=organizations, people=people, audit=audit)

    def entering(services: svcs.Container) -> Entering:
        db, people, organizations = services.get(AsyncSession, People, Organizations)
        return Entering(db, people=people, organizations=organizations)

    def tickets(services: svcs.Container) -> Tickets:
        db, known = services.get(AsyncSession, SignIns)
        return Tickets(db, settings, sign_ins=known)

    registry.register_factory(SignIns, sign_ins)
    registry.register_factory(Tickets, tickets)
    registry.register_factory(Entering, entering)
    registry.register_value(Sealer, sealer)
    tokens = AccessTokens(AccessTokenSettings(issuer=origin, lifetime_seconds=settings.access_seconds))
    units, keys = svcs.Container(registry).get(UnitsOfWork), SigningKeySettings()
    registry.register_value(Refreshing, Refreshing(units, settings, sealer=sealer))
    registry.register_value(Signing, Signing(units, tokens, settings=keys, sealer=sealer))


def register_billing(registry: svcs.Registry, settings: BillingSettings, *, page: str) -> None:
    def plans(services: svcs.Container) -> CountedPlans:
        seats, given, audit = services.get(Seats, Plans, AuditTrail)
        return CountedPlans(seats, given, audit)

    registry.register_factory(PlanSink, plans)
    provider = payments_by(settings)
    selling = Selling(provider, catalogue(), settings, page)
    units = svcs.Container(registry).get(UnitsOfWork)
    refreshing = PaymentsRefreshing(units, selling)
    registry.register_value(PaymentProvider, provider, on_registry_close=provider.close)
    registry.register_value(PayerSource, Payers(units))
    registry.register_value(Receiving, Receiving(units, provider))
    payments = Payments(units, refreshing, selling=selling)
    registry.register_value(Payments, payments)
    registry.register_value(Shopping, Shopping(units, payments))
    registry.register_value(SeatShop, PlanSeats(payments, selling))
    registry.register_value(Bookkeeper, Bookkeeper(units, refreshing, selling=selling))


def payments_by(settings: BillingSettings) -> PaymentProvider:
    return StripePayments(settings) if settings.provider is PaymentsBy.STRIPE else NoPayments()
