"""The fourteen worked examples of the price table, computed by hand, to the cent."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from cloudwright.design.catalog.kind import Usage
from cloudwright.design.facts.load import load_facts
from cloudwright.design.pricing.charges import bill
from cloudwright.design.pricing.tariff import Tariff
from cloudwright.kit.money import Money


@dataclass(frozen=True)
class Example:
    name: str
    region: str
    usd: str
    quantities: dict[str, str] = field(default_factory=dict)


EXAMPLES = (
    Example(
        "function of 30 million requests",
        "us-east-1",
        "24.47",
        {"lambda.request": "30000000", "lambda.gb_second.arm64": "1800000"},
    ),
    Example(
        "NAT gateway with 2 TB",
        "us-east-1",
        "300.33",
        {
            "nat_gateway.hour": "730",
            "nat_gateway.data_processed_gb": "2048",
            "data_transfer.internet_out.gb": "2048",
        },
    ),
    Example("12 TB to the internet", "us-east-1", "1087.18", {"data_transfer.internet_out.gb": "12288"}),
    Example("ten billion GB-seconds", "us-east-1", "159994.20", {"lambda.gb_second.x86_64": "10000000000"}),
    Example("REST API", "eu-west-1", "1698.23", {"apigateway.rest.request": "500000000"}),
    Example("load balancer", "eu-central-1", "37.23", {"alb.hour": "730", "alb.lcu_hour": "2190"}),
    Example(
        "two-zone database",
        "us-east-1",
        "122.65",
        {
            "rds.postgres.db.t4g.medium.multi_az.hour": "730",
            "rds.storage.gp3.multi_az.gb_month": "100",
            "rds.backup.gb_month": "50",
        },
    ),
    Example(
        "table with recovery",
        "eu-west-1",
        "79.61",
        {
            "dynamodb.on_demand.write_request_unit": "40000000",
            "dynamodb.on_demand.read_request_unit": "200000000",
            "dynamodb.storage_gb_month": "60",
            "dynamodb.pitr_gb_month": "60",
        },
    ),
    Example(
        "three container tasks",
        "us-east-1",
        "43.25",
        {"fargate.linux.arm64.vcpu_hour": "1095", "fargate.linux.arm64.gb_hour": "2190"},
    ),
    Example("600 TB of objects", "us-east-1", "13465.60", {"s3.standard.storage_gb_month": "614400"}),
    Example("queue", "us-east-1", "59.60", {"sqs.standard.request": "150000000"}),
    Example("very busy queue", "eu-west-1", "54999.70", {"sqs.standard.request": "150000000000"}),
    Example(
        "distribution",
        "eu-west-1",
        "186.08",
        {"cloudfront.eu_il.egress_gb": "3072", "cloudfront.eu_il.https_request": "20000000"},
    ),
    Example(
        "express workflows",
        "us-east-1",
        "216.38",
        {"step_functions.express.request": "20000000", "step_functions.express.gb_hour": "6000"},
    ),
    Example(
        "two servers",
        "eu-central-1",
        "92.40",
        {
            "ec2.t4g.medium.linux.hour": "1460",
            "ebs.gp3.storage_gb_month": "200",
            "vpc.public_ipv4.hour": "1460",
            "data_transfer.cross_az.gb": "1000",
        },
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_worked_example_agrees_to_the_cent(example: Example) -> None:
    usages = [
        Usage(element_id="thing", dimension_id=dimension, quantity=Decimal(quantity), formula="")
        for dimension, quantity in example.quantities.items()
    ]
    computed = bill(usages, Tariff(load_facts(), example.region))
    assert not computed.missing
    assert Money(amount=computed.usd).rounded == Decimal(example.usd)
