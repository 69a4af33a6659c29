"""Amazon DynamoDB."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Join, Ref, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.formulas import counted, number, usage
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    AssumptionSpec,
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Usage,
    VerbRule,
)
from cloudwright.design.catalog.naming import physical_name, statement_id, variable
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

TABLE_NAME_CHARACTERS = 255
_READ_UNIT_KB = Decimal(4)
_WRITE_UNIT_KB = Decimal(1)
_EVENTUALLY_CONSISTENT = Decimal("0.5")

ITEM_SIZE_KB = AssumptionSpec(
    "item_size_kb", "Average size of a database item", Decimal(1), "KB", Decimal("0.5"), Decimal(4)
)
TABLE_STORAGE_GB = AssumptionSpec(
    "table_storage_gb", "Data stored in each table", Decimal(1), "GB", Decimal("0.1"), Decimal(20)
)

AttributeName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$", max_length=255)]
AttributeType = Literal["S", "N", "B"]


class SecondaryIndex(Frozen):
    """A global secondary index: another way to query the same items."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{3,255}$")] = Field(
        description="Name of the index"
    )
    partition_key: AttributeName = Field(description="Attribute that the index is queried by")
    partition_key_type: AttributeType = Field(default="S", description="S text, N number, B bytes")
    sort_key: AttributeName | None = Field(default=None, description="Attribute that orders the results")
    sort_key_type: AttributeType = Field(default="S", description="S text, N number, B bytes")
    projection: Literal["ALL", "KEYS_ONLY"] = Field(default="ALL", description="Attributes the index copies")


class TableProperties(Properties):
    """Keys, indexes and protection of a table. Capacity is on demand: it follows the load, down to zero."""

    partition_key: AttributeName = Field(default="pk", description="Attribute that spreads and finds items")
    partition_key_type: AttributeType = Field(default="S", description="S text, N number, B bytes")
    sort_key: AttributeName | None = Field(default=None, description="Attribute that orders items of one key")
    sort_key_type: AttributeType = Field(default="S", description="S text, N number, B bytes")
    indexes: tuple[SecondaryIndex, ...] = Field(
        default=(), max_length=20, description="Global secondary indexes, at most 20"
    )
    time_to_live_attribute: AttributeName | None = Field(
        default=None, description="Attribute with the time (seconds since 1970) after which an item expires"
    )
    table_class: Literal["STANDARD", "STANDARD_INFREQUENT_ACCESS"] = Field(
        default="STANDARD", description="Storage class; infrequent access is cheaper to keep, dearer to use"
    )
    point_in_time_recovery: bool = Field(
        default=True, description="Continuous backup, restorable to any second of the recovery period"
    )
    recovery_period_days: Annotated[int, Field(ge=1, le=35)] = Field(
        default=35, description="How far back point-in-time recovery reaches, in days"
    )
    deletion_protection: bool = Field(default=True, description="Refuse to delete the table")

    @model_validator(mode="after")
    def _one_type_per_attribute(self) -> Self:
        types: dict[str, str] = {}
        for name, kind in attribute_types(self):
            if types.setdefault(name, kind) != kind:
                raise ValueError(f"attribute '{name}' is used as {types[name]} and as {kind}")
        names = [index.name for index in self.indexes]
        if len(set(names)) != len(names):
            raise ValueError("two indexes have the same name")
        return self


def attribute_types(table: TableProperties) -> tuple[tuple[str, AttributeType], ...]:
    """Return (name, type) of every key attribute of the table and its indexes, with repetitions."""
    keyed: list[TableProperties | SecondaryIndex] = [table, *table.indexes]
    found: list[tuple[str, AttributeType]] = []
    for keys in keyed:
        found.append((keys.partition_key, keys.partition_key_type))
        if keys.sort_key is not None:
            found.append((keys.sort_key, keys.sort_key_type))
    return tuple(found)


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    prod = environment is Environment.PROD
    return {"point_in_time_recovery": prod, "deletion_protection": prod}


def _lower(context: LoweringContext, element: Element[TableProperties], gathered: Gathered) -> Lowered:
    key = references.table(element.id)
    table = Resource(
        key=key,
        type="AWS::DynamoDB::Table",
        properties=_table(context, element, gathered=gathered),
        retain=context.environment is Environment.PROD,
        comments={
            "BillingMode": "On demand: nothing is paid for capacity that is not used, no scaling to tune."
        },
        area="storage",
    )
    output = Output(
        name=f"{pascal_case(element.id)}TableName",
        description=f"Name of the table '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=(table,), outputs=(output,))


def _table(
    context: LoweringContext, element: Element[TableProperties], *, gathered: Gathered
) -> Mapping[str, Value]:
    wanted = element.properties
    recovery: dict[str, Value] = {"PointInTimeRecoveryEnabled": wanted.point_in_time_recovery}
    if wanted.point_in_time_recovery:
        recovery["RecoveryPeriodInDays"] = wanted.recovery_period_days
    properties: dict[str, Value] = {
        "TableName": physical_name(context, element.id, limit=TABLE_NAME_CHARACTERS),
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind}
            for name, kind in dict(attribute_types(wanted)).items()
        ],
        "KeySchema": _key_schema(wanted),
        "DeletionProtectionEnabled": wanted.deletion_protection,
        "PointInTimeRecoverySpecification": recovery,
        "TableClass": wanted.table_class,
    }
    if wanted.indexes:
        properties["GlobalSecondaryIndexes"] = [_index(index) for index in wanted.indexes]
    if wanted.time_to_live_attribute:
        properties["TimeToLiveSpecification"] = {
            "AttributeName": wanted.time_to_live_attribute,
            "Enabled": True,
        }
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            properties["SSESpecification"] = {
                "SSEEnabled": True,
                "SSEType": "KMS",
                "KMSMasterKeyId": kms_key,
            }
    return properties


def _key_schema(keys: TableProperties | SecondaryIndex) -> list[Value]:
    schema: list[Value] = [{"AttributeName": keys.partition_key, "KeyType": "HASH"}]
    if keys.sort_key is not None:
        schema.append({"AttributeName": keys.sort_key, "KeyType": "RANGE"})
    return schema


def _index(index: SecondaryIndex) -> Value:
    return {
        "IndexName": index.name,
        "KeySchema": _key_schema(index),
        "Projection": {"ProjectionType": index.projection},
    }


def _reads(context: LoweringContext, connection: Connection) -> Effects:
    arn = references.arn_of(references.table(connection.target))
    resources: tuple[Scalar, ...] = (arn,)
    table = context.elements[connection.target].properties
    if isinstance(table, TableProperties) and table.indexes:
        resources = (arn, Join((arn, "/index/*")))
    return _access(
        connection,
        actions=(
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
        ),
        resources=resources,
    )


def _writes(_: LoweringContext, connection: Connection) -> Effects:
    return _access(
        connection,
        actions=(
            "dynamodb:BatchWriteItem",
            "dynamodb:DeleteItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
        ),
        resources=(references.arn_of(references.table(connection.target)),),
    )


def _access(connection: Connection, *, actions: tuple[str, ...], resources: tuple[Scalar, ...]) -> Effects:
    statement = Statement(
        sid=statement_id(connection.verb, connection.target), actions=actions, resources=resources
    )
    table_name = Ref(references.table(connection.target))
    return Effects(
        statements=(statement,), environment={variable(connection.target, "TABLE_NAME"): table_name}
    )


def _price(context: PricingContext, element: Element[TableProperties]) -> Sequence[Usage]:
    storage = assumed(context, TABLE_STORAGE_GB, element_id=element.id)
    table = element.properties
    standard = table.table_class == "STANDARD"
    stored = usage(
        element.id,
        "dynamodb.storage_gb_month" if standard else "dynamodb.standard_ia.storage_gb_month",
        quantity=storage.value,
        formula=f"{number(storage.value)} GB stored",
        assumption_ids=(storage.id,),
    )
    lines = [*_requests(context, element), stored]
    if table.point_in_time_recovery:
        lines.append(
            usage(
                element.id,
                "dynamodb.pitr_gb_month",
                quantity=storage.value,
                formula=f"{number(storage.value)} GB under continuous backup",
                assumption_ids=(storage.id,),
            )
        )
    return lines


def _requests(context: PricingContext, element: Element[TableProperties]) -> list[Usage]:
    size = assumed(context, ITEM_SIZE_KB, element_id=element.id)
    incoming = context.architecture.incoming(element.id)
    reads = sum((context.load.on(c) for c in incoming if c.verb is Verb.READS), Decimal(0))
    writes = sum((context.load.on(c) for c in incoming if c.verb is Verb.WRITES), Decimal(0))
    read_units = (size.value / _READ_UNIT_KB).to_integral_value(ROUND_CEILING)
    written_to = 1 + len(element.properties.indexes)
    write_units = (size.value / _WRITE_UNIT_KB).to_integral_value(ROUND_CEILING) * written_to
    return [
        usage(
            element.id,
            "dynamodb.on_demand.read_request_unit",
            quantity=reads * read_units * _EVENTUALLY_CONSISTENT,
            formula=(
                f"{number(reads)} reads x {counted(read_units, 'unit')} of 4 KB"
                f" x {_EVENTUALLY_CONSISTENT} (eventually consistent)"
            ),
            assumption_ids=(size.id,),
        ),
        usage(
            element.id,
            "dynamodb.on_demand.write_request_unit",
            quantity=writes * write_units,
            formula=(
                f"{number(writes)} writes x {counted(write_units, 'unit')} of 1 KB"
                f" (the table and {written_to - 1} indexes)"
            ),
            assumption_ids=(size.id,),
        ),
    ]


def _alarms(context: LoweringContext, element: Element[TableProperties]) -> Sequence[AlarmSpec]:
    """Throttles are counted for the table, system errors only for each operation."""
    verbs = {connection.verb for connection in context.architecture.incoming(element.id)}
    alarms: list[AlarmSpec] = []
    for verb, noun, metric, operation in (
        (Verb.READS, "read", "ReadThrottleEvents", "GetItem"),
        (Verb.WRITES, "write", "WriteThrottleEvents", "PutItem"),
    ):
        if verb in verbs:
            alarms += (
                _throttles(element, noun=noun, metric=metric),
                _system_errors(element, noun=noun, operation=operation),
            )
    return alarms


def _throttles(element: Element[TableProperties], *, noun: str, metric: str) -> AlarmSpec:
    return AlarmSpec(
        part=f"{noun}-throttles",
        title=f"{element.component.title}: throttled {noun}s",
        namespace="AWS/DynamoDB",
        metric=metric,
        dimensions={"TableName": Ref(references.table(element.id))},
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning=f"DynamoDB refused {noun}s: one key is hot, or traffic doubled within minutes.",
        first_look="Consumed capacity of the table; for the key used most switch on Contributor Insights.",
    )


def _system_errors(element: Element[TableProperties], *, noun: str, operation: str) -> AlarmSpec:
    return AlarmSpec(
        part=f"{noun}-errors",
        title=f"{element.component.title}: system errors on {operation}",
        namespace="AWS/DynamoDB",
        metric="SystemErrors",
        dimensions={"TableName": Ref(references.table(element.id)), "Operation": operation},
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning="DynamoDB answered with server errors (HTTP 500); the SDK retries them.",
        first_look="AWS Health Dashboard of the Region, then the callers' error logs.",
    )


DYNAMODB_TABLE = Kind(
    id="dynamodb_table",
    service="Amazon DynamoDB",
    title="DynamoDB table",
    summary="Key-value and document database without servers; pays per request.",
    category=Category.DATABASE,
    icon="AmazonDynamoDB",
    documentation="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html",
    properties=TableProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(Verb.READS, RUNS_CODE, _reads, explanation="Code gets and queries items."),
        VerbRule(
            Verb.WRITES,
            RUNS_CODE,
            _writes,
            explanation="Code puts, updates and deletes items.",
        ),
    ),
    alarms=_alarms,
    assumptions=(ITEM_SIZE_KB, TABLE_STORAGE_GB),
    resource_types=("AWS::DynamoDB::Table",),
    sla=("DynamoDB", "standard tables"),
    reached_by=("dynamodb",),
    may_exist=True,
    synonyms=("dynamo", "dynamodb", "nosql table", "key-value store", "database table", "document store"),
)

KINDS = (DYNAMODB_TABLE,)
