"""All dated facts in one value, indexed for look-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.facts.rows import (
    Allowance,
    Availability,
    ExchangeRate,
    Limit,
    Price,
    Sla,
    Standing,
    Version,
)

GLOBAL = "global"

_RUNTIME_FAMILIES = {
    "lambda.python": ("lambda_runtime", "python"),
    "lambda.nodejs": ("lambda_runtime", "nodejs"),
    "lambda.java": ("lambda_runtime", "java"),
    "lambda.dotnet": ("lambda_runtime", "dotnet"),
    "lambda.ruby": ("lambda_runtime", "ruby"),
    "lambda.provided": ("lambda_runtime", "provided"),
    "aurora.postgresql": ("aurora_engine", "aurora-postgresql "),
    "aurora.mysql": ("aurora_engine", "aurora-mysql "),
    "rds.postgresql": ("rds_engine", "postgres "),
    "rds.mysql": ("rds_engine", "mysql "),
    "elasticache.valkey": ("elasticache_engine", "valkey "),
    "cloudfront.tls_policy": ("tls_policy_cloudfront", ""),
    "apigateway.tls_policy": ("tls_policy_apigateway", ""),
    "elb.tls_policy": ("tls_policy_alb", ""),
    **{
        f"cloudfront.prefix_list.{region}": (f"cloudfront_prefix_list_{region}", "")
        for region in (
            "us-east-1",
            "us-west-2",
            "eu-west-1",
            "eu-central-1",
            "ap-southeast-1",
            "ap-northeast-1",
        )
    },
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Prices, allowances, limits, SLAs, versions, Regions and exchange rates. Nothing here is guessed."""

    prices: Mapping[tuple[str, str], Price]  # (region, dimension id)
    allowances: tuple[Allowance, ...]  # always free only; twelve-month offers are left out
    limits: Mapping[tuple[str, str], Limit]  # (service, limit id)
    slas: Mapping[tuple[str, str], Sla]  # (service, condition)
    versions: Mapping[tuple[str, str], Version]  # (kind, id)
    regions: Mapping[str, Availability]  # CloudFormation type
    rates: Mapping[str, ExchangeRate]  # ISO 4217 code of the currency

    def price(self, region: str, dimension_id: str) -> Price | None:
        """Return the Region's price, or the one published for all Regions; None without a figure."""
        return self.prices.get((region, dimension_id)) or self.prices.get((GLOBAL, dimension_id))

    def description(self, dimension_id: str) -> str:
        """Return what the dimension is called, in whichever Region it has a figure; else its id."""
        named = (p.description for (_, known), p in self.prices.items() if known == dimension_id)
        return next(named, dimension_id)

    def allowance(self, dimension_id: str) -> Allowance | None:
        """Return the pool that covers the dimension."""
        return next((a for a in self.allowances if a.covers(dimension_id)), None)

    def limit(self, service: str, limit_id: str) -> Limit:
        """Return the quota; raises KeyError when the table has none of that name."""
        return self.limits[service, limit_id]

    def limit_number(self, service: str, limit_id: str) -> Decimal:
        """Return the quota as a number; raises KeyError when there is none or it is a rule in words."""
        number = self.limits[service, limit_id].number
        if number is None:
            raise KeyError(f"{service} {limit_id} is not a number")
        return number

    def regional_limit(self, service: str, limit_id: str, *, region: str) -> Limit | None:
        """Return the quota kept per Region, such as `put_events_tps_<region>`, or None."""
        return self.limits.get((service, f"{limit_id}_{region.replace('-', '_')}"))

    def sla(self, service: str, condition: str) -> Sla | None:
        return self.slas.get((service, condition))

    def version(self, kind: str, version_id: str) -> Version | None:
        return self.versions.get((kind, version_id))

    def default_runtime(self, family: str) -> str:
        """Return the default id of a family (`lambda.python`); raises KeyError for an unknown one."""
        kind, prefix = _RUNTIME_FAMILIES[family]
        found = [
            v.id for v in self.versions.values() if v.default and v.kind == kind and v.id.startswith(prefix)
        ]
        return found[0]

    def default_runtimes(self) -> Mapping[str, str]:
        """Return the default of every family: `{"lambda.python": "python3.13", ...}`."""
        return {family: self.default_runtime(family) for family in _RUNTIME_FAMILIES}

    def available(self, cfn_type: str, region: str) -> bool:
        """Say whether the type can be declared in the Region; a type the table does not list is not refused.

        Parts of a service follow its main type (`AWS::SQS::QueuePolicy` is not a row of its own).
        """
        row = self.regions.get(cfn_type)
        return row is None or region in row.regions

    @property
    def unverified(self) -> tuple[Price | Limit | Sla | Version, ...]:
        """Every row that nobody could check, in table order."""
        rows: tuple[Price | Limit | Sla | Version, ...] = (
            *self.prices.values(),
            *self.limits.values(),
            *self.slas.values(),
            *self.versions.values(),
        )
        return tuple(row for row in rows if row.provenance.standing is Standing.UNVERIFIED)
