"""The resources of a topic, in the home Region and, for alarms that live there, in us-east-1."""

from cloudwright.design.blueprint.graph import Output, Parameter, Resource, Stack, pascal_case
from cloudwright.design.blueprint.values import Param, PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import budget_alerts, references, slots
from cloudwright.design.catalog.alarm_sets import topic_abroad
from cloudwright.design.catalog.keys import key_resources, service_use
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.messaging.topic_properties import (
    TopicProperties,
    has_own_key,
    publishing_services,
    tells_by_email,
)
from cloudwright.design.catalog.naming import name_away_from_home, physical_name, statement_id
from cloudwright.design.catalog.policies import deny_insecure_transport, from_service

TOPIC_NAME_CHARACTERS = 256
_ALIAS_CHARACTERS = 250
_AWS_MANAGED_KEY = "alias/aws/sns"
_EMAIL_PATTERN = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


def global_topic(element_id: str) -> ResourceKey:
    """Return the key of the topic's twin in us-east-1, which alarms there notify."""
    return ResourceKey(element_id, "global-topic")


def own_key_of(topic: ResourceKey) -> ResourceKey:
    """Return the key of the KMS key that lowering makes for the topic."""
    return ResourceKey(topic.element_id, f"{topic.part}-key")


def lower(context: LoweringContext, element: Element[TopicProperties], gathered: Gathered) -> Lowered:
    """Return the topic with key, policy and subscription, and its twin when alarms in us-east-1 need one."""
    home = _topic(context, element, gathered=gathered, key=references.topic(element.id))
    twin = _twin(context, element) if topic_abroad(context, element.id) else ()
    output = Output(
        name=f"{pascal_case(element.id)}TopicArn",
        description=f"ARN of the topic '{element.component.title}'",
        value=Ref(references.topic(element.id)),
        element_id=element.id,
    )
    return Lowered(resources=(*twin, *home), parameters=_parameters(context, element), outputs=(output,))


def _twin(context: LoweringContext, element: Element[TopicProperties]) -> tuple[Resource, ...]:
    """Alarms notify topics of their own Region only, and CloudFront's metrics are in us-east-1."""
    return _topic(context, element, gathered=Gathered(), key=global_topic(element.id), stack=Stack.GLOBAL)


def _topic(
    context: LoweringContext,
    element: Element[TopicProperties],
    *,
    gathered: Gathered,
    key: ResourceKey,
    stack: Stack = Stack.MAIN,
) -> tuple[Resource, ...]:
    own_key = own_key_of(key)
    needs_key = stack is Stack.GLOBAL or has_own_key(context.architecture, element.id)
    keys = _own_key(context, element, key=own_key, stack=stack) if needs_key else ()
    encrypted_by = _encrypted_by(gathered, keys)
    topic = Resource(
        key=key,
        type="AWS::SNS::Topic",
        properties={
            "TopicName": _name(context, element.id, limit=TOPIC_NAME_CHARACTERS, stack=stack),
            "DisplayName": element.component.title,
            "KmsMasterKeyId": encrypted_by,
            "TracingConfig": "PassThrough",
        },
        stack=stack,
        comments={"KmsMasterKeyId": "A key of its own: AWS services may not publish with alias/aws/sns."}
        if keys
        else {},
        area="messaging",
    )
    policy = Resource(
        key=ResourceKey(element.id, f"{key.part}-policy"),
        type="AWS::SNS::TopicPolicy",
        properties={
            "Topics": [Ref(key)],
            "PolicyDocument": _policy(context, element, gathered, key=key, stack=stack),
        },
        stack=stack,
        area="messaging",
    )
    return (*keys, topic, policy, *_subscription(context, element, key=key, stack=stack))


def _name(context: LoweringContext, element_id: str, *, limit: int, stack: Stack) -> str:
    named = physical_name if stack is Stack.MAIN else name_away_from_home
    return named(context, element_id, limit=limit)


def _encrypted_by(gathered: Gathered, keys: tuple[Resource, ...]) -> Value:
    """Return the drawn key, or the topic's own, or the one that AWS manages."""
    drawn = [kms_key for kms_key in gathered.slot(slots.KMS_KEY) if isinstance(kms_key, Ref)]
    return drawn[0] if drawn else Ref(keys[0].key) if keys else _AWS_MANAGED_KEY


def _own_key(
    context: LoweringContext, element: Element[TopicProperties], *, key: ResourceKey, stack: Stack
) -> tuple[Resource, ...]:
    services = _services(context, element, stack=stack)
    return key_resources(
        key,
        alias=_name(context, f"{element.id}/{key.part}", limit=_ALIAS_CHARACTERS, stack=stack),
        description=f"Encrypts messages of {element.component.title}",
        statements=[service_use(s, sid=statement_id("allow", s.split(".")[0])) for s in services],
        retain=False,
        area="messaging",
        stack=stack,
    )


def _services(
    context: LoweringContext, element: Element[TopicProperties], *, stack: Stack
) -> tuple[str, ...]:
    if stack is Stack.GLOBAL:
        return ("cloudwatch.amazonaws.com",)
    services = publishing_services(context.architecture, element.id)
    if budget_alerts.tells(context, element.id):
        services = tuple(sorted({*services, budget_alerts.SERVICE}))
    return services


def _policy(
    context: LoweringContext,
    element: Element[TopicProperties],
    gathered: Gathered,
    *,
    key: ResourceKey,
    stack: Stack,
) -> PolicyDocument:
    services = [
        from_service(
            service,
            sid=statement_id("allow", service.split(".")[0]),
            actions=("sns:Publish",),
            resource=Ref(key),
        )
        for service in _services(context, element, stack=stack)
    ]
    added = [s for s in gathered.slot(slots.TOPIC_POLICY) if isinstance(s, Statement)]
    tls = deny_insecure_transport(("sns:Publish",), (Ref(key),))
    return PolicyDocument((*services, *added, tls))


def _subscription(
    context: LoweringContext, element: Element[TopicProperties], *, key: ResourceKey, stack: Stack
) -> tuple[Resource, ...]:
    if not tells_by_email(context.architecture, element.id, properties=element.properties):
        return ()
    subscription = Resource(
        key=ResourceKey(element.id, f"{key.part}-email"),
        type="AWS::SNS::Subscription",
        properties={
            "TopicArn": Ref(key),
            "Protocol": "email",
            "Endpoint": Param(_parameter_name(element.id)),
        },
        stack=stack,
        comments={"Endpoint": "The address gets a message with a link that must be followed once."},
        area="messaging",
    )
    return (subscription,)


def _parameter_name(element_id: str) -> str:
    return f"{pascal_case(element_id)}Email"


def _parameters(context: LoweringContext, element: Element[TopicProperties]) -> tuple[Parameter, ...]:
    if not tells_by_email(context.architecture, element.id, properties=element.properties):
        return ()
    return (
        Parameter(
            name=_parameter_name(element.id),
            description=f"E-mail address that gets the messages of '{element.component.title}'",
            pattern=_EMAIL_PATTERN,
            example="operations@example.com",
            group="Notifications",
            element_id=element.id,
        ),
    )
