"""What databases, caches and files cost in us-east-1, worked by hand for a million calls a month."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from builders.golden import golden
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.entries import entries
from cloudwright.design.catalog.kind import PricingContext, Usage
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment, Region
from cloudwright.design.model.edits import AddComponent, Connect, Edit, UpdateComponent
from cloudwright.design.model.load import monthly_load
from cloudwright.design.model.verbs import Verb
from cloudwright.design.pricing.tariff import cost

REGION: Region = "us-east-1"
_CENT = Decimal("0.01")


def usages(name: str, element_id: str, *edits: Edit, **assumptions: str) -> list[Usage]:
    design = apply(golden(name, region=REGION), edits, CatalogVocabulary(load_facts()))
    known = {"requests_per_month": Decimal(1_000_000)}
    known |= {key: Decimal(value) for key, value in assumptions.items()}
    return _priced(design, element_id, known=known)


def _priced(design: Architecture, element_id: str, *, known: Mapping[str, Decimal]) -> list[Usage]:
    elements = registry.elements(design, Environment.PROD)
    context = PricingContext(
        architecture=design,
        environment=Environment.PROD,
        elements=elements,
        load=monthly_load(design, entries(elements.values(), known)),
        assumptions=known,
    )
    return list(registry.kind(elements[element_id].component.kind).price(context, elements[element_id]))


def usd(found: list[Usage], dimension_id: str) -> Decimal:
    """Return the month's cost of a dimension at its first price, to the cent."""
    price = load_facts().price(REGION, dimension_id)
    assert price is not None
    quantity = sum((u.quantity for u in found if u.dimension_id == dimension_id), Decimal(0))
    return cost(price, quantity).quantize(_CENT)


@pytest.mark.parametrize(
    ("dimension_id", "dollars"),
    [
        # 2 instances x (0.5 + (4 - 0.5) x 20 %) = 1.2 ACU x 730 h = 1,752 ACU-hours x 0.12
        ("aurora.serverless_v2.standard.acu_hour", "210.24"),
        ("aurora.storage.standard.gb_month", "2.00"),  # 20 GB x 0.10
        ("aurora.io.standard.request", "1.20"),  # 3 million queries x 2 = 6 million x 0.20 a million
        ("aurora.backup.gb_month", "0.12"),  # 20 GB x 2 % x 14 days = 5.6 GB x 0.021
        # 3 million x 4 KB = 11.44 GB, half of it from another zone, on both sides, x 0.01
        ("data_transfer.cross_az.gb", "0.11"),
    ],
)
def test_an_aurora_cluster_costs_its_capacity_storage_and_work(dimension_id: str, dollars: str) -> None:
    assert usd(usages("private-data", "orders"), dimension_id) == Decimal(dollars)


def test_a_cluster_behind_a_proxy_never_pauses() -> None:
    alone = UpdateComponent(id="orders", properties={"minimum_acu": 0, "readers": 0})

    # (0.5 + (4 - 0.5) x 20 %) x 730 h x 0.12
    assert usd(usages("private-data", "orders", alone), "aurora.serverless_v2.standard.acu_hour") == Decimal(
        "105.12"
    )


def test_provisioned_instances_cost_the_same_at_any_load() -> None:
    update = UpdateComponent(id="orders", properties={"capacity": "provisioned"})
    found = usages("private-data", "orders", update)

    # 2 db.r6g.large x 730 h x 0.26
    assert usd(found, "aurora.db.r6g.large.standard.hour") == Decimal("379.60")
    assert [u.dimension_id for u in found if u.fixed] == ["aurora.db.r6g.large.standard.hour"]


@pytest.mark.parametrize(
    ("dimension_id", "dollars"),
    [
        ("rds.postgres.db.m6g.large.multi_az.hour", "232.14"),  # 730 h x 0.318
        ("rds.storage.gp3.single_az.gb_month", "11.50"),  # 50 GB x 2 copies x 0.115
        ("rds.backup.gb_month", "0.00"),  # 20 GB x (1 + 2 % x 14) = 25.6 GB of 50 GB free
    ],
)
def test_an_instance_in_two_zones_costs_two_of_each(dimension_id: str, dollars: str) -> None:
    assert usd(usages("relational", "bookings"), dimension_id) == Decimal(dollars)


def test_backups_beyond_the_storage_of_an_instance_are_charged() -> None:
    found = usages("relational", "bookings", database_gb="45")

    # 45 GB x (1 + 2 % x 14) - 50 GB = 7.6 GB x 0.095
    assert usd(found, "rds.backup.gb_month") == Decimal("0.72")


def test_a_proxy_is_charged_for_at_least_eight_units_of_a_small_serverless_cluster() -> None:
    found = usages("private-data", "order-connections")

    assert [u.quantity for u in found if u.dimension_id == "rds.proxy.acu_hour"] == [8 * 730]


def test_a_proxy_is_charged_for_the_processors_of_an_instance() -> None:
    proxy = Component(id="sharing", kind="rds_proxy", title="Sharing", boundary="private")
    routes = Connection(source="sharing", verb=Verb.ROUTES, target="bookings")
    found = usages("relational", "sharing", AddComponent(component=proxy), Connect(connection=routes))

    # 2 vCPU x 730 h x 0.015
    assert usd(found, "rds.proxy.vcpu_hour") == Decimal("21.90")


@pytest.mark.parametrize(
    ("dimension_id", "dollars"),
    [
        ("elasticache.valkey.cache.t4g.medium.hour", "75.92"),  # 2 nodes x 730 h x 0.052
        ("elasticache.backup.gb_month", "0.51"),  # 1 GB x 6 snapshots beyond the free one x 0.085
    ],
)
def test_a_cache_costs_its_nodes_and_snapshots(dimension_id: str, dollars: str) -> None:
    assert usd(usages("private-data", "prices"), dimension_id) == Decimal(dollars)


@pytest.mark.parametrize(
    ("dimension_id", "dollars"),
    [
        ("elasticache.serverless.valkey.gb_hour", "61.32"),  # 1 GB x 730 h x 0.084
        ("elasticache.serverless.valkey.ecpu", "0.00"),  # 1.05 million calls x 2 ECPU x 0.0023 a million
    ],
)
def test_a_serverless_cache_costs_its_data_and_work(dimension_id: str, dollars: str) -> None:
    update = UpdateComponent(id="prices", properties={"capacity": "serverless"})
    assert usd(usages("private-data", "prices", update), dimension_id) == Decimal(dollars)


@pytest.mark.parametrize(
    ("dimension_id", "dollars"),
    [
        ("efs.standard.storage_gb_month", "6.00"),  # 50 GB x 40 % in use x 0.30
        ("efs.infrequent_access.storage_gb_month", "0.75"),  # 50 GB x 60 % x 0.025
        ("efs.elastic_throughput.write_gb", "11.44"),  # a million x 200 KB = 190.73 GB x 0.06
        ("backup.efs.warm_gb_month", "3.38"),  # 50 GB x (1 + 1 % x 35) = 67.5 GB x 0.05
    ],
)
def test_a_file_system_costs_its_files_and_what_moves(dimension_id: str, dollars: str) -> None:
    assert usd(usages("private-data", "invoices"), dimension_id) == Decimal(dollars)
