"""Whether a load balancer speaks TLS: with a certificate of the design, or with one that is asked for."""

from cloudwright.design.blueprint.graph import Parameter, pascal_case
from cloudwright.design.blueprint.values import Join, Param, Ref, Scalar, Value
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.balancing import keys
from cloudwright.design.catalog.domains import domain_of
from cloudwright.design.catalog.kind import Gathered, LoweringContext
from cloudwright.design.catalog.networking.networks import tier_of
from cloudwright.design.model.architecture import Environment, SubnetTier
from cloudwright.design.model.verbs import Verb

TLS_POLICY = "elb.tls_policy"  # of the default versions


def certified(context: LoweringContext, balancer_id: str) -> bool:
    return any(c.verb is Verb.CERTIFIES for c in context.architecture.incoming(balancer_id))


def is_public(context: LoweringContext, balancer_id: str) -> bool:
    return tier_of(context, balancer_id) is SubnetTier.PUBLIC


def speaks_tls(context: LoweringContext, balancer_id: str) -> bool:
    """Return whether it listens with TLS: always on the internet in prod, which asks for a certificate."""
    asks = context.environment is Environment.PROD and is_public(context, balancer_id)
    return asks or certified(context, balancer_id)


def url(context: LoweringContext, balancer_id: str) -> Join:
    """Return the address by which code calls it: the name that its certificate is for, if there is one."""
    scheme = "https" if speaks_tls(context, balancer_id) else "http"
    return Join((f"{scheme}://", host(context, balancer_id)))


def host(context: LoweringContext, balancer_id: str) -> Scalar:
    """Return the name in DNS that leads to the load balancer, else the name that AWS gave it."""
    named = [c.source for c in context.architecture.incoming(balancer_id) if c.verb is Verb.RESOLVES]
    return domain_of(context, named[0]) if named else Ref(keys.balancer(balancer_id), "DNSName")


def certificate(context: LoweringContext, balancer_id: str, *, gathered: Gathered) -> Value:
    """Return the ARN of the certificate, for a load balancer that speaks TLS."""
    if not certified(context, balancer_id):
        return Param(_parameter_name(balancer_id))
    return next(value for value in gathered.slot(slots.CERTIFICATE) if isinstance(value, Ref))


def asked(context: LoweringContext, balancer_id: str) -> tuple[Parameter, ...]:
    """Return the parameter for a certificate that the design does not have but the environment needs."""
    if certified(context, balancer_id) or not speaks_tls(context, balancer_id):
        return ()
    parameter = Parameter(
        name=_parameter_name(balancer_id),
        description=f"ARN of the ACM certificate, in the Region of the stack, with which {balancer_id} "
        "speaks TLS",
        pattern=r"^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate/[a-f0-9-]{36}$",
        example="arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
        group="Domain",
        element_id=balancer_id,
    )
    return (parameter,)


def _parameter_name(balancer_id: str) -> str:
    return pascal_case(f"{balancer_id}-certificate-arn")
