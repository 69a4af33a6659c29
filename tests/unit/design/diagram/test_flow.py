"""The flow view: few figures, no plumbing, numbered steps."""

from builders.diagrams import (
    LOOKS,
    a_component,
    a_connection,
    a_guarded_web_app,
    a_web_app,
    an_architecture,
    an_image_pipeline,
    annotations,
)
from cloudwright.design.diagram.drawing import View
from cloudwright.design.diagram.scene import Scene, scene
from cloudwright.design.model.architecture import Architecture


def flow_of(architecture: Architecture) -> Scene:
    return scene(architecture, View.FLOW, kinds=LOOKS, annotations=annotations(architecture))


def test_plumbing_and_what_only_plumbing_touches_are_left_out() -> None:
    shown = {node.id for node in flow_of(a_guarded_web_app()).nodes}
    assert shown == {"visitors", "cdn", "site", "api", "api-handler", "items", "users", "firewall"}


def test_steps_follow_a_call_from_the_actor_to_the_data() -> None:
    steps = flow_of(a_web_app()).steps
    assert [step.edge_id for step in steps] == [
        "visitors.requests.cdn",
        "cdn.routes.api",
        "api.invokes.api-handler",
        "api-handler.reads.items",
        "cdn.routes.site",
    ]
    assert [step.number for step in steps] == [1, 2, 3, 4, 5]


def test_steps_written_in_the_design_win_and_close_their_gaps() -> None:
    design = an_architecture(
        (
            a_component("people", "external_actor"),
            a_component("api", "http_api"),
            a_component("code", "lambda_function"),
        ),
        (
            a_connection("people requests api", step=7, sentence="People ask."),
            a_connection("api invokes code", step=3),
        ),
    )
    steps = flow_of(design).steps
    assert [(step.number, step.edge_id) for step in steps] == [
        (1, "api.invokes.code"),
        (2, "people.requests.api"),
    ]
    assert steps[1].sentence == "People ask."


def test_two_verbs_between_the_same_two_share_one_edge_and_one_sentence() -> None:
    drawn = flow_of(a_web_app())
    edge = next(e for e in drawn.edges if e.source == "api-handler")
    assert edge.label == "reads, writes"
    assert (
        next(s.sentence for s in drawn.steps if s.edge_id == edge.id) == "Api handler reads and writes Items."
    )


def test_a_queue_points_to_its_consumer() -> None:
    edge = next(e for e in flow_of(an_image_pipeline()).edges if e.verb == "consumes")
    assert (edge.source, edge.target, edge.asynchronous) == ("thumbnail-jobs", "thumbnail-worker", True)


def test_queues_of_what_failed_are_left_to_the_network_view() -> None:
    shown = {node.id for node in flow_of(an_image_pipeline()).nodes}
    assert "thumbnail-jobs" in shown
    assert "thumbnail-jobs-dlq" not in shown


def test_a_call_through_hidden_plumbing_is_drawn_as_one_edge() -> None:
    design = an_architecture(
        (
            a_component("people", "external_actor"),
            a_component("name", "route53_record", title="The name"),
            a_component("cdn", "cloudfront_distribution"),
        ),
        (a_connection("people requests name"), a_connection("name routes cdn")),
    )
    drawn = flow_of(design)
    assert [(e.source, e.target, e.label) for e in drawn.edges] == [("people", "cdn", "routes via The name")]
    assert drawn.steps[0].sentence == "People reaches Cdn through The name."


def test_more_than_fifteen_figures_are_cut_and_counted() -> None:
    functions = tuple(a_component(f"code-{n:02}", "lambda_function") for n in range(20))
    design = an_architecture(
        (a_component("people", "external_actor"), a_component("api", "http_api"), *functions),
        (a_connection("people requests api"), *(a_connection(f"api invokes {f.id}") for f in functions)),
    )
    drawn = flow_of(design)
    assert len(drawn.nodes) == 15
    assert {"people", "api"} <= {node.id for node in drawn.nodes}
    assert drawn.title_block.title.endswith("7 more in the network view")
    assert {e.target for e in drawn.edges} <= {node.id for node in drawn.nodes}


def test_a_component_without_connections_is_shown() -> None:
    design = an_architecture((a_component("lonely", "s3_bucket"),), ())
    assert [node.id for node in flow_of(design).nodes] == ["lonely"]


def test_an_empty_design_has_an_empty_drawing() -> None:
    drawn = flow_of(an_architecture((), ()))
    assert (drawn.nodes, drawn.edges, drawn.groups, drawn.steps) == ((), (), (), ())


def test_the_order_in_which_a_design_lists_its_elements_does_not_matter() -> None:
    design = an_image_pipeline()
    turned = design.model_copy(
        update={"components": design.components[::-1], "connections": design.connections[::-1]}
    )
    given = annotations(design)
    drawn = [scene(a, View.FLOW, kinds=LOOKS, annotations=given) for a in (design, turned)]
    assert drawn[0] == drawn[1]
