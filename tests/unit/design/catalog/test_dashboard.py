"""A dashboard shows what it watches, the same in both formats."""

import json
import re

from builders.edge_designs import a_component, a_connection, a_design, alarm_specs, at, lowered, part, usages
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.model.architecture import Architecture

_QUOTED = 'Items, "as they are" ${now}'


def _shown(*watched: str) -> Architecture:
    return a_design(
        [
            a_component("visitors", "external_actor"),
            a_component("api", "http_api"),
            a_component("worker", "lambda_function"),
            a_component("items", "dynamodb_table").model_copy(update={"title": _QUOTED}),
            a_component("page", "cloudwatch_dashboard"),
        ],
        [
            a_connection("visitors requests api"),
            a_connection("api invokes worker"),
            a_connection("worker writes items"),
            *(a_connection(f"page watches {element}") for element in watched),
        ],
    )


def _widgets(architecture: Architecture) -> list[dict[str, object]]:
    """Return the widgets as CloudFormation sends them, with references as `${Id}`."""
    document = template(lowered(architecture), Stack.MAIN)["Resources"]
    assert isinstance(document, dict)
    dashboard = document["PageDashboard"]
    assert isinstance(dashboard, dict)
    properties = dashboard["Properties"]
    assert isinstance(properties, dict)
    body = properties["DashboardBody"]
    text = body["Fn::Sub"] if isinstance(body, dict) else body
    found = json.loads(str(text))["widgets"]
    assert isinstance(found, list)
    return found


def test_each_alarm_of_what_is_watched_has_a_graph_with_its_threshold() -> None:
    design = _shown("worker")
    specs = alarm_specs(design, "worker")

    graphs = [w["properties"] for w in _widgets(design) if w["type"] == "metric"]

    titles = {g["title"]: g["annotations"]["horizontal"][0]["value"] for g in graphs if isinstance(g, dict)}
    assert titles == {spec.title: spec.threshold for spec in specs.values()}


def test_graphs_stand_three_in_a_row_below_the_name_of_their_element() -> None:
    places = [(w["type"], w["x"], w["y"]) for w in _widgets(_shown("api", "worker"))]

    assert places == [
        ("text", 0, 0),
        ("metric", 0, 1),
        ("metric", 8, 1),
        ("text", 0, 7),
        ("metric", 0, 8),
        ("metric", 8, 8),
        ("metric", 16, 8),
    ]


def test_metrics_refer_to_the_resources_of_this_design() -> None:
    (graph, *_) = [w["properties"] for w in _widgets(_shown("worker")) if w["type"] == "metric"]

    assert isinstance(graph, dict)
    assert graph["metrics"] == [["AWS/Lambda", "Errors", "FunctionName", "${WorkerFunction}"]]


def test_titles_keep_their_quotes_and_braces() -> None:
    heading = _widgets(_shown("items"))[0]["properties"]

    assert heading == {"markdown": f"## {_QUOTED.replace('${', '${!')}"}


def test_terraform_writes_the_same_widgets_with_references_of_its_own() -> None:
    design = _shown("worker", "items")
    text = next(f.text for f in emit(lowered(design)) if "aws_cloudwatch_dashboard" in f.text)

    assert len(re.findall(r"\{ type = \"(?:text|metric)\"", text)) == len(_widgets(design))
    assert (
        'metrics = [["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.worker.function_name]]'
        in text
    )
    assert r"Items, \"as they are\" $${now}" in text


def test_a_dashboard_that_watches_nothing_is_empty_and_valid() -> None:
    assert _widgets(_shown()) == []
    assert at(part(lowered(_shown()), "page/dashboard"), "DashboardName") == "shop-prod-page"


def test_a_dashboard_is_paid_by_the_month() -> None:
    assert usages(_shown("worker"), "page")["cloudwatch.dashboard_month"].quantity == 1
