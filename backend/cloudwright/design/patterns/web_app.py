"""A web application: a static site with a serverless JSON API behind one address."""

from dataclasses import dataclass

from cloudwright.design.model.architecture import Architecture, Component, Connection, Decision, Region
from cloudwright.design.model.verbs import Verb
from cloudwright.design.patterns.parts import Group, component, connection, firewall_before, named, watched

PATTERN = "web-app"


@dataclass(frozen=True, slots=True)
class WebApp:
    """What varies. `domain` is a name such as `shop.example.com`; the zone of its parent exists or is new."""

    name: str
    title: str
    region: Region
    sign_in: bool = False
    public: bool = False  # somebody decided that anybody may call the API
    firewall: bool = False
    customer_key: bool = False
    buffered_writes: bool = False
    domain: str | None = None
    zone_exists: bool = True


def web_app(choice: WebApp) -> Architecture:
    """Return the whole design for one set of choices."""
    groups = [_core(public=choice.public), _store(choice)]
    if choice.sign_in:
        groups.append(_sign_in())
    if choice.firewall:
        groups.append(firewall_before("cdn"))
    if choice.customer_key:
        groups.append(_customer_key())
    if choice.domain is not None:
        groups.append(named(choice.domain, target="cdn", zone_exists=choice.zone_exists))
    groups.append(watched(*_watched_elements(choice)))
    return Architecture(
        name=choice.name,
        title=choice.title,
        region=choice.region,
        pattern=PATTERN,
        components=tuple(c for components, _ in groups for c in components),
        connections=tuple(c for _, connections in groups for c in connections),
        decisions=_decisions(choice),
    ).canonical()


def _core(*, public: bool) -> Group:
    return _core_components(), _core_connections(public=public)


def _core_components() -> tuple[Component, ...]:
    return (
        component(
            "visitors", "external_actor", title="Visitors", purpose="People using the site in a browser."
        ),
        component(
            "cdn",
            "cloudfront_distribution",
            title="Content delivery",
            purpose="One address for site and API; serves the site from a cache near the visitor.",
            because=("static-site",),
        ),
        component(
            "site",
            "s3_bucket",
            title="Site files",
            purpose="Holds the built site; only the distribution may read it.",
            because=("static-site",),
        ),
        component(
            "api",
            "http_api",
            title="JSON API",
            purpose="Receives API calls, throttles them, and runs the handler.",
            because=("json-api",),
        ),
        component(
            "api-handler",
            "lambda_function",
            title="API handler",
            purpose="Answers API calls; runs only while there are calls.",
            because=("json-api",),
        ),
    )


def _core_connections(*, public: bool) -> tuple[Connection, ...]:
    return (
        connection(
            "visitors",
            Verb.REQUESTS,
            "cdn",
            step=1,
            sentence="A visitor opens the site over HTTPS; the nearest edge location answers.",
        ),
        connection(
            "cdn",
            Verb.ROUTES,
            "site",
            step=2,
            sentence="Files that are not in the cache come from the private bucket.",
            per_call="0.1",
            properties={"path": "*"},
        ),
        connection(
            "cdn",
            Verb.ROUTES,
            "api",
            step=3,
            sentence="Calls under /api/ go to the API without being cached.",
            per_call="0.4",
            properties={"path": "/api/*"},
        ),
        connection(
            "api",
            Verb.INVOKES,
            "api-handler",
            step=4,
            sentence="The API runs the handler for each call.",
            properties={"route": "ANY /api/{proxy+}", **({"public": True} if public else {})},
        ),
    )


def _store(choice: WebApp) -> Group:
    items = component(
        "items",
        "dynamodb_table",
        title="Items",
        purpose="Keeps the application's records; grows and shrinks with use.",
        because=("key-value-store",),
    )
    reads = connection(
        "api-handler", Verb.READS, "items", step=5, sentence="The handler reads the records it needs."
    )
    if choice.buffered_writes:
        return _buffered(items, reads)
    writes = connection(
        "api-handler", Verb.WRITES, "items", per_call="0.3", step=6, sentence="Changes are written at once."
    )
    return (items,), (reads, writes)


def _buffered(items: Component, reads: Connection) -> Group:
    return _buffered_components(items), _buffered_connections(reads)


def _buffered_components(items: Component) -> tuple[Component, ...]:
    return (
        items,
        component(
            "write-jobs",
            "sqs_queue",
            title="Write jobs",
            purpose="Accepts changes at any rate and keeps them until they are written.",
            because=("async-processing",),
        ),
        component(
            "write-jobs-dlq",
            "sqs_queue",
            title="Failed write jobs",
            purpose="Keeps changes that could not be written, for people to look at.",
        ),
        component(
            "writer",
            "lambda_function",
            title="Writer",
            purpose="Takes changes from the queue and writes them.",
            because=("async-processing",),
        ),
    )


def _buffered_connections(reads: Connection) -> tuple[Connection, ...]:
    return (
        reads,
        connection(
            "api-handler",
            Verb.PUBLISHES,
            "write-jobs",
            per_call="0.3",
            step=6,
            sentence="A change is put into the queue and acknowledged.",
        ),
        connection("write-jobs", Verb.DEAD_LETTERS, "write-jobs-dlq"),
        connection(
            "writer",
            Verb.CONSUMES,
            "write-jobs",
            per_call="0.2",
            step=7,
            sentence="The writer takes changes in batches.",
        ),
        connection(
            "writer",
            Verb.WRITES,
            "items",
            per_call="5",
            step=8,
            sentence="Each batch is written to the table.",
        ),
    )


def _sign_in() -> Group:
    users = component(
        "users",
        "cognito_user_pool",
        title="User directory",
        purpose="Signs people in and issues the tokens that the API checks.",
        because=("sign-in",),
    )
    return (users,), (connection("api", Verb.AUTHENTICATES, "users"),)


def _customer_key() -> Group:
    key = component(
        "data-key",
        "kms_key",
        title="Data key",
        purpose="Encrypts the records with a key whose use you control and can see in the audit log.",
        because=("encryption-customer-key",),
    )
    return (key,), (connection("data-key", Verb.ENCRYPTS, "items"),)


def _watched_elements(choice: WebApp) -> tuple[str, ...]:
    base = ("cdn", "api", "api-handler", "items")
    return (*base, "writer", "write-jobs", "write-jobs-dlq") if choice.buffered_writes else base


def _decisions(choice: WebApp) -> tuple[Decision, ...]:
    found = (
        Decision(
            id="compute",
            title="Functions instead of servers",
            choice="The API runs on Lambda functions behind an HTTP API.",
            context="Load is uneven, and nobody wants to look after servers.",
            consequences="No cost without calls; the first call after a pause takes a moment longer.",
            alternatives=(
                "Containers on Fargate: cheaper above a steady, high load, but never free when idle.",
            ),
            revisit_when="The functions are busy most of the day, or need more than 15 minutes for one job.",
            elements=("api", "api-handler"),
            because=("json-api",),
        ),
        Decision(
            id="store",
            title="DynamoDB with on-demand capacity",
            choice="Records live in a DynamoDB table that is paid per request.",
            context="Access is by key, and the load is not known well enough to reserve capacity.",
            consequences="No capacity planning; questions across many records need an index or an export.",
            alternatives=("Aurora PostgreSQL: joins and ad-hoc queries, at a fixed monthly cost.",),
            revisit_when="Reports need joins, or the load becomes steady enough to reserve capacity.",
            elements=("items",),
            because=("key-value-store",),
        ),
    )
    return (*found, _buffer_decision()) if choice.buffered_writes else found


def _buffer_decision() -> Decision:
    return Decision(
        id="buffer",
        title="A queue in front of the table",
        choice="Changes are acknowledged when they are in the queue, and written a moment later.",
        context="Bursts must not be refused.",
        consequences="A reader may see the old record for a moment; the interface has to say so.",
        alternatives=("Writing at once: simpler, but a burst can be throttled.",),
        revisit_when="People must see their change immediately.",
        elements=("write-jobs", "writer"),
        because=("async-processing",),
    )
