"""Which image a service runs: a placeholder, where that can work, until somebody names their own."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Parameter, pascal_case
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.kind import Element, LoweringContext
from cloudwright.design.catalog.networking.networks import nat_gateway, required_network
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb

_PLACEHOLDER = "public.ecr.aws/nginx/nginx-unprivileged:stable"
_PLACEHOLDER_PORT = 8080
_PLACEHOLDER_PATH = "/"  # every other one answers with status 404


def image_parameter(context: LoweringContext, element: Element[FargateProperties]) -> Parameter:
    """Return the image that the service runs, without a default where the placeholder would never serve."""
    title = f"Container image of '{element.component.title}'"
    own = "your own image"
    for repository in repositories(context, element.id):
        own = f"an image that you pushed to '{repository.title}', as <repository URI>:<tag>"
    obstacle = next(_obstacles(context, element), "")
    told = (
        f"{title}, which must exist before the first deployment: no placeholder serves, since {obstacle}"
        if obstacle
        else f"{title}. The default is a placeholder, pulled over the internet, that answers with status 200 "
        f"on port {_PLACEHOLDER_PORT}; deploy it first, then again with {own}"
    )
    return Parameter(
        name=pascal_case(f"{element.id}-image"),
        description=told,
        default=None if obstacle else _PLACEHOLDER,
        pattern=r"^[a-z0-9][a-zA-Z0-9._:/@-]+$",
        example="123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-prod-app:1.0.0",
        group="Container images",
        element_id=element.id,
    )


def _obstacles(context: LoweringContext, element: Element[FargateProperties]) -> Iterator[str]:
    """Yield why a load balancer would never find the placeholder healthy, or why it cannot be pulled."""
    routes = [c for c in context.architecture.incoming(element.id) if c.verb is Verb.ROUTES]
    if routes and element.properties.port != _PLACEHOLDER_PORT:
        yield f"requests come on port {element.properties.port}"
    for route in routes:
        path = route.properties.get("health_check_path", _PLACEHOLDER_PATH)
        if path != _PLACEHOLDER_PATH:
            yield f"it must answer with status 200 to {path}"
    network_id = required_network(context.architecture, element.id)
    own_network = not context.architecture.component(network_id).existing
    if own_network and nat_gateway(context.architecture, network_id) is None:
        yield "the network has no way to the internet"


def repositories(context: LoweringContext, service_id: str) -> Iterator[Component]:
    """Yield the repositories from which the design says that the tasks start."""
    for connection in context.architecture.outgoing(service_id):
        target = context.architecture.component(connection.target)
        if connection.verb is Verb.READS and target.kind == "ecr_repository":
            yield target
