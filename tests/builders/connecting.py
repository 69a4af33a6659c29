"""Random properties of connections, and properties that keep one connection apart from all others."""

from collections.abc import Mapping

from hypothesis import strategies as st

from cloudwright.design.model.verbs import Verb

_NUMBERS = st.integers
_ROUTES = st.sampled_from(("GET /items", "POST /api/{proxy+}", "ANY /api/things/{id}", "$default"))
_REST_ROUTES = st.sampled_from(
    ("GET /items/{id}", "POST /items", "ANY /{proxy+}", "GET /", ["PUT /items/{id}", "DELETE /items/{id}"])
)
_SOCKET_ROUTES = st.sampled_from(("$connect", "$default", "say", ["$disconnect", "leave"]))
_PATHS = st.sampled_from(("*", "/api/*", "/files/*", "/v2/*"))
_ALWAYS: Mapping[tuple[str, Verb], Mapping[str, st.SearchStrategy[object]]] = {
    ("http_api", Verb.INVOKES): {"route": _ROUTES},
    ("rest_api", Verb.INVOKES): {
        "route": _REST_ROUTES,
        "required_fields": st.sampled_from(([], ["name"])),
        "public": st.booleans(),
    },
    ("websocket_api", Verb.INVOKES): {"route": _SOCKET_ROUTES},
    ("cloudfront_distribution", Verb.ROUTES): {"path": _PATHS},
    ("application_load_balancer", Verb.ROUTES): {"path": _PATHS},
}
_SOMETIMES: Mapping[tuple[str, Verb, str], Mapping[str, st.SearchStrategy[object]]] = {
    ("step_functions_workflow", Verb.INVOKES, "lambda_function"): {
        "order": _NUMBERS(1, 999),
        "retries": _NUMBERS(0, 20),
        "first_retry_seconds": _NUMBERS(1, 3600),
        "backoff_rate": st.sampled_from((1, 1.5, 10)),
    },
    ("lambda_function", Verb.CONSUMES, "kinesis_stream"): {
        "batch_size": _NUMBERS(1, 10_000),
        "batch_window_seconds": _NUMBERS(0, 300),
        "maximum_retries": _NUMBERS(0, 10_000),
        "maximum_record_age_seconds": _NUMBERS(60, 604_800),
        "parallel_batches": _NUMBERS(1, 10),
        "start": st.sampled_from(("TRIM_HORIZON", "LATEST")),
    },
}


def random_properties(source: str, verb: Verb, *, target: str) -> st.SearchStrategy[dict[str, object]]:
    """Return properties of a connection between two kinds; they may clash with another connection's."""
    return st.fixed_dictionaries(
        dict(_ALWAYS.get((source, verb), {})), optional=dict(_SOMETIMES.get((source, verb, target), {}))
    )


def separate_properties(source: str, verb: Verb, *, number: int) -> dict[str, object]:
    """Return the properties with which the connection claims nothing that another one may claim."""
    found: dict[tuple[str, Verb], dict[str, object]] = {
        ("http_api", Verb.INVOKES): {"route": f"GET /part-{number}"},
        ("rest_api", Verb.INVOKES): {"route": f"GET /part-{number}"},
        ("websocket_api", Verb.INVOKES): {"route": f"part{number}"},
        ("cloudfront_distribution", Verb.ROUTES): {"path": f"/part-{number}/*"},
        ("application_load_balancer", Verb.ROUTES): {"path": f"/part-{number}/*"},
    }
    return found.get((source, verb), {})
