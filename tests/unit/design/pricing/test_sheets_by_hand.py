"""Price lines of whole designs in us-east-1, each worked by hand, with tiers and allowances.

1 GB is 1,048,576 KB and a month 730 hours. `paid` is after the always-free allowances, which the whole design
shares; `listed` is before them. An element of "" means all elements together.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import pytest

from builders.golden import golden, golden_document
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money

_CONTAINERS, _SERVERS, _PRIVATE = "fargate-web", "ec2-web", "private-function"
_CLICKS, _SAGA, _CHAT = "clickstream", "saga", "chat"

# (design, element, dimension, USD a month)
LISTED = (
    # Networks: two gateways and their addresses, 50 GB through them, flow logs, endpoints in two zones.
    (_CONTAINERS, "way-out", "nat_gateway.hour", "65.70"),  # 2 x 730 h x 0.045
    (_CONTAINERS, "way-out", "nat_gateway.data_processed_gb", "2.25"),  # 50 GB x 0.045
    (_CONTAINERS, "way-out", "vpc.public_ipv4.hour", "7.30"),  # 2 x 730 h x 0.005
    (_CONTAINERS, "network", "cloudwatch.logs.ingest_gb", "2.50"),  # 5 GB x 0.50
    (_CONTAINERS, "network", "cloudwatch.logs.storage_gb_month", "0.45"),  # 5 GB x 3 months x 0.03
    (_PRIVATE, "queue-endpoint", "vpc_endpoint.interface.az_hour", "14.60"),  # 2 x 730 h x 0.01
    (_PRIVATE, "queue-endpoint", "vpc_endpoint.interface.data_gb", "0.10"),  # 10 GB x 0.01
    # 5 million x 12 KB = 57.22 GB, half of it to another zone, paid on both sides: 57.22 GB x 0.01
    (_SERVERS, "intake", "data_transfer.cross_az.gb", "0.57"),
    # Load balancers, with the two addresses that each public one has.
    (_CONTAINERS, "balancer", "alb.hour", "16.43"),  # 730 h x 0.0225 = 16.425
    (
        _CONTAINERS,
        "balancer",
        "alb.lcu_hour",
        "0.27",
    ),  # 3 million x 12 KB = 34.33 GB, 1 GB an hour is an LCU, x 0.008
    (_CONTAINERS, "balancer", "vpc.public_ipv4.hour", "7.30"),  # 2 x 730 h x 0.005
    (_SERVERS, "intake", "nlb.hour", "16.43"),  # 730 h x 0.0225 = 16.425
    (_SERVERS, "intake", "nlb.nlcu_hour", "0.34"),  # 5 million x 12 KB = 57.22 GB x 0.006
    # Containers and servers: two always, half of one more by load.
    (_CONTAINERS, "shop", "fargate.linux.arm64.vcpu_hour", "29.55"),  # 2.5 x 730 h x 0.5 x 0.03238 = 29.547
    (_CONTAINERS, "shop", "fargate.linux.arm64.gb_hour", "6.50"),  # 2.5 x 730 h x 1 x 0.00356 = 6.497
    (_CONTAINERS, "shop", "cloudwatch.logs.ingest_gb", "0.71"),  # 2.97 million x 0.5 KB = 1.416 GB x 0.50
    (_CONTAINERS, "images-of-code", "ecr.private.storage_gb_month", "0.59"),  # 30 x 200 MB = 5.86 GB x 0.10
    (_SERVERS, "site", "ec2.m7g.xlarge.linux.hour", "297.84"),  # 2.5 x 730 h x 0.1632
    (_SERVERS, "receivers", "ec2.t4g.medium.linux.hour", "61.32"),  # 2.5 x 730 h x 0.0336
    (_SERVERS, "receivers", "ebs.gp3.storage_gb_month", "4.00"),  # 2.5 x 20 GB x 0.08
    (_SERVERS, "receivers", "ec2.detailed_monitoring.metric_month", "5.25"),  # 2.5 x 7 metrics x 0.30
    # Edges.
    (_CONTAINERS, "cdn", "cloudfront.us_mx_ca.https_request", "6.00"),  # 6 million x 0.01 for 10,000
    # 3 million x 60 KB = 171.66 GB and 3 million x 10 KB = 28.61 GB, x 0.085
    (_CONTAINERS, "cdn", "cloudfront.us_mx_ca.egress_gb", "17.02"),
    (_CONTAINERS, "firewall", "waf.request", "3.60"),  # 6 million x 0.60
    (_CONTAINERS, "firewall", "waf.rule_month", "4.00"),  # 4 x 1
    (_CONTAINERS, "payment-key", "secrets_manager.request", "0.74"),  # 2.97 million x 5 % x 0.05 for 10,000
    # Streams: 20 million records of 1 KB are 19.0735 GB.
    (_CLICKS, "clicks", "kinesis.on_demand.stream_hour", "29.20"),  # 730 h x 0.04
    (_CLICKS, "clicks", "kinesis.on_demand.ingest_gb", "1.53"),  # 19.0735 GB x 0.08
    (_CLICKS, "clicks", "kinesis.on_demand.retrieval_gb", "1.53"),  # 2 readers x 19.0735 GB x 0.04
    # One day more than the first: 19.0735 GB x 24 h / 730 h x 0.10
    (_CLICKS, "clicks", "kinesis.on_demand.extended_retention_gb_month", "0.06"),
    (_CLICKS, "to-lake", "firehose.direct_put.ingest_gb", "2.77"),  # 5 KB at least each: 95.367 GB x 0.029
    (_CLICKS, "lake", "s3.standard.storage_gb_month", "0.46"),  # 20 GB x 0.023
    (_CLICKS, "lake", "s3.glacier_instant.storage_gb_month", "0.12"),  # 30 GB x 0.004
    (_CLICKS, "lake", "s3.glacier_instant.lifecycle_transition", "0.23"),  # 11,680 objects x 0.02 for 1,000
    (_CLICKS, "counts", "dynamodb.on_demand.write_request_unit", "2.50"),  # 4 million x 0.625
    (_CLICKS, "api", "apigateway.http.request", "20.00"),  # 20 million x 1.00
    # Workflows and sockets.
    (_SAGA, "accounts", "cognito.essentials.mau", "15.00"),  # 1,000 people x 0.015
    (_CHAT, "socket", "apigateway.websocket.message", "26.04"),  # 26.04 million x 1.00
    (
        _CHAT,
        "socket",
        "apigateway.websocket.connection_minute",
        "3.29",
    ),  # 300 x 43,800 minutes x 0.25 = 3.285
    (_CHAT, "page", "cloudwatch.dashboard_month", "3.00"),  # 1 x 3
)
PAID = (
    # 1.4162 + 0.0286 + 0.0708 GB by code and 5 GB of flow logs, less 5 GB: 1.5157 GB x 0.50
    (_CONTAINERS, "", "cloudwatch.logs.ingest_gb", "0.76"),
    (_CONTAINERS, "", "cloudwatch.metric.custom_month", "15.00"),  # (60 - 10) metrics x 0.30
    (_CONTAINERS, "cdn", "cloudfront.us_mx_ca.https_request", "0.00"),  # 6 of 10 million free
    (_CONTAINERS, "cdn", "cloudfront.us_mx_ca.egress_gb", "0.00"),  # 200 of 1,024 GB free
    (_CONTAINERS, "cdn", "cloudfront.function_invocation", "0.10"),  # (3 - 2) million x 0.10
    # 148,500 sent, 297,000 taken and deleted, 5 x 180 x 730 = 657,000 polls, less a million: 102,500 x 0.40
    (_CONTAINERS, "orders", "sqs.standard.request", "0.04"),
    (_CONTAINERS, "products", "dynamodb.storage_gb_month", "0.00"),  # 1 of 25 GB free
    (_CLICKS, "", "lambda.request", "3.84"),  # (20.2 - 1) million x 0.20
    (_CLICKS, "", "lambda.gb_second.arm64", "0.00"),  # 150,000 + 40,000 of 400,000 free
    (_CLICKS, "", "xray.trace_recorded", "4.55"),  # (1,010,000 - 100,000) x 5.00
    # 7.6294 + 19.0735 + 0.1907 GB, less 5 GB: 21.8936 GB x 0.50
    (_CLICKS, "", "cloudwatch.logs.ingest_gb", "10.95"),
    (_CLICKS, "api", "data_transfer.internet_out.gb", "8.17"),  # (190.735 - 100) GB x 0.09
    (_CLICKS, "data-key", "kms.request", "0.07"),  # 5 x 12 x 730 = 43,800 less 20,000, x 0.03 for 10,000
    (
        _SAGA,
        "fulfilment",
        "step_functions.standard.transition",
        "4.94",
    ),  # (201,500 - 4,000) x 0.025 for 1,000
    (_SAGA, "accounts", "cognito.essentials.mau", "0.00"),  # 1,000 of 10,000 people free
    (_CHAT, "page", "cloudwatch.dashboard_month", "0.00"),  # 1 of 3 free
    (_CHAT, "messages-handler", "lambda.gb_second.arm64", "0.00"),  # 86,400 of 400,000 free
)
# (requests a month, dimension, USD a month) of the click stream, far enough for the next tier
TIERS = (
    (400_000_000, "apigateway.http.request", "390.00"),  # 300 million x 1.00 + 100 million x 0.90
    # 19,073.49 GB less 100 free: 10,240 GB x 0.09 + 8,733.49 GB x 0.085
    (2_000_000_000, "data_transfer.internet_out.gb", "1663.95"),
    # 2,000 million x 0.03 s x 0.25 GB = 15 million and 20 million x 0.4 s x 0.5 GB = 4 million GB-seconds,
    # less 400,000: 18.6 million, all in the first tier, x 0.0000133334
    (2_000_000_000, "lambda.gb_second.arm64", "248.00"),
)


@cache
def _sheet(name: str, requests: int = 0) -> Estimate:
    document, design, facts = golden_document(name), golden(name, region="us-east-1"), load_facts()
    if requests:
        load: Mapping[str, Decimal] = {"requests_per_month": Decimal(requests)}
        design = design.model_copy(update={"assumptions": load})
    known = effective(document.brief, design, facts=facts)
    return estimate(design, Environment.PROD, assumptions=known, facts=facts)


def _summed(sheet: Estimate, element_id: str, dimension_id: str) -> tuple[Decimal, Decimal]:
    """Return what the lines come to before and after the allowances, each to the cent."""
    lines = [
        line
        for line in sheet.lines
        if line.dimension_id == dimension_id and element_id in ("", line.element_id)
    ]
    assert lines
    listed = sum((line.list_amount for line in lines), Money.zero())
    paid = sum((line.amount for line in lines), Money.zero())
    return listed.rounded, paid.rounded


@pytest.mark.parametrize("line", LISTED, ids=lambda line: "-".join(line[:3]))
def test_line_costs_its_list_price(line: tuple[str, str, str, str]) -> None:
    name, element_id, dimension_id, usd = line
    assert _summed(_sheet(name), element_id, dimension_id)[0] == Decimal(usd)


@pytest.mark.parametrize("line", PAID, ids=lambda line: "-".join(line[:3]))
def test_line_costs_what_the_allowances_leave(line: tuple[str, str, str, str]) -> None:
    name, element_id, dimension_id, usd = line
    assert _summed(_sheet(name), element_id, dimension_id)[1] == Decimal(usd)


@pytest.mark.parametrize("line", TIERS, ids=lambda line: f"{line[0]}-{line[1]}")
def test_line_reaches_the_next_tier(line: tuple[int, str, str]) -> None:
    requests, dimension_id, usd = line
    assert _summed(_sheet(_CLICKS, requests), "", dimension_id)[1] == Decimal(usd)
