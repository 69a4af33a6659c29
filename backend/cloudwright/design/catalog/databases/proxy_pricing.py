"""What a proxy costs: by the size of the database behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cloudwright.design.catalog.databases.behind import Database, behind
from cloudwright.design.catalog.databases.cluster_pricing import average_units
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.databases.usage import DATABASE_LOG_GB, QUERY_KB, between_zones, logs
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, counted, fixed, number, usage
from cloudwright.design.catalog.kind import Element, PricingContext, Usage
from cloudwright.design.model.verbs import Verb

# Fewest units that a proxy is charged for (https://aws.amazon.com/rds/proxy/pricing/).
_LEAST_UNITS = Decimal(8)
# Virtual processors by the size in the name of a class, the same in all the families offered.
_PROCESSORS = {"xlarge": 4, "2xlarge": 8}
_FEWEST_PROCESSORS = 2
ASSUMPTIONS = (DATABASE_LOG_GB, QUERY_KB)


def price_proxy(context: PricingContext, element: Element[ProxyProperties]) -> Sequence[Usage]:
    """Return hours for the database's capacity, and what queries and logs add."""
    found = behind(context.architecture, context.elements, element.id)
    if found is None:
        return ()
    incoming = context.architecture.incoming(element.id)
    calls = [context.load.on(c) for c in incoming if c.verb in (Verb.READS, Verb.WRITES)]
    return (
        *_capacity(context, element.id, database=found),
        *between_zones(context, element.id, size=QUERY_KB, noun="queries", calls=sum(calls, Decimal(0))),
        *logs(context, element.id, retention_days=element.properties.log_retention_days),
    )


def _capacity(context: PricingContext, proxy_id: str, *, database: Database) -> Iterator[Usage]:
    wanted = database.properties
    if isinstance(wanted, ClusterProperties) and wanted.capacity == "serverless":
        average, assumption_id = average_units(context, database.id, wanted)
        instances = Decimal(wanted.readers + 1)
        units = max(instances * average, _LEAST_UNITS)
        yield usage(
            proxy_id,
            "rds.proxy.acu_hour",
            quantity=units * HOURS_PER_MONTH,
            formula=f"{number(units)} ACU ({counted(instances, 'instance')} x {number(average)}, at least "
            f"{number(_LEAST_UNITS)}) x 730 h",
            assumption_ids=(assumption_id,),
        )
        return
    instances = Decimal(wanted.readers + 1) if isinstance(wanted, ClusterProperties) else Decimal(1)
    processors = _PROCESSORS.get(wanted.instance_class.rpartition(".")[2], _FEWEST_PROCESSORS)
    yield fixed(
        proxy_id,
        "rds.proxy.vcpu_hour",
        quantity=instances * processors * HOURS_PER_MONTH,
        formula=f"{counted(instances, 'instance')} x {processors} vCPU x 730 h",
    )
