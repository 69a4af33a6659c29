"""Databases: only their own code reaches them, over TLS, and production survives the loss of a zone."""

from decimal import Decimal

import pytest

from builders.golden import golden
from builders.hosted import usages
from cloudwright.design.blueprint.graph import Blueprint, Resource, Stack
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment
from cloudwright.design.model.edits import (
    AddComponent,
    Connect,
    Disconnect,
    Edit,
    RemoveComponent,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb

VOCABULARY = CatalogVocabulary(load_facts())
DATABASE = "database"
_PROXY_ARN = {"Fn::GetAtt": ["OrderConnectionsDatabase", "DBProxyArn"]}


def changed(name: str, *edits: Edit) -> Architecture:
    return apply(golden(name), edits, VOCABULARY)


def lowered(name: str, *edits: Edit, environment: Environment = Environment.PROD) -> Blueprint:
    return lower(changed(name, *edits), environment, load_facts())


def of_type(blueprint: Blueprint, type_name: str) -> list[Resource]:
    return [resource for resource in blueprint.resources if resource.type == type_name]


def statements(blueprint: Blueprint, element_id: str) -> dict[str, Statement]:
    """Return the statements of an element's role by their id."""
    policies = blueprint.by_key[ResourceKey(element_id, "role")].properties["Policies"]
    assert isinstance(policies, list)
    document = policies[0]["PolicyDocument"]
    assert isinstance(document, PolicyDocument)
    return {statement.sid: statement for statement in document.statements}


def variables(blueprint: Blueprint, function_id: str) -> dict[str, object]:
    environment = blueprint.by_key[ResourceKey(function_id, "function")].properties["Environment"]
    assert isinstance(environment, dict)
    return dict(environment["Variables"])


def deletion_policies(blueprint: Blueprint) -> dict[str, object]:
    """Return what happens to each database when the stack is deleted."""
    written = template(blueprint, Stack.MAIN)["Resources"]
    assert isinstance(written, dict)
    found: dict[str, object] = {}
    for name, resource in written.items():
        assert isinstance(resource, dict)
        if str(resource["Type"]).startswith("AWS::RDS::DB") and "DeletionPolicy" in resource:
            found[name] = resource["DeletionPolicy"]
    return found


def direct(*verbs: Verb) -> tuple[Edit, ...]:
    """Return the edits by which the handler uses the cluster without the proxy."""
    return (
        RemoveComponent(id="order-connections"),
        *(Connect(connection=Connection(source="order-handler", verb=v, target="orders")) for v in verbs),
    )


def test_code_may_read_the_secret_of_its_own_database_and_no_other() -> None:
    blueprint = lowered("relational")

    secret = Ref(ResourceKey("bookings", DATABASE), "MasterUserSecret.SecretArn")
    allowed = statements(blueprint, "booking-handler")["ReadSecretOfBookings"]
    assert allowed.actions == ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")
    assert allowed.resources == (secret,)


def test_code_finds_its_database_by_the_environment_and_no_password_is_in_it() -> None:
    found = variables(lowered("relational"), "booking-handler")

    assert found["BOOKINGS_HOST"] == Ref(ResourceKey("bookings", DATABASE), "Endpoint.Address")
    assert {name: found[name] for name in ("BOOKINGS_PORT", "BOOKINGS_NAME")} == {
        "BOOKINGS_PORT": "5432",
        "BOOKINGS_NAME": "app",
    }
    assert not [name for name in found if "PASSWORD" in name]


def test_who_only_reads_a_cluster_is_sent_to_its_readers() -> None:
    found = variables(lowered("private-data", *direct(Verb.READS)), "order-handler")

    assert found["ORDERS_HOST"] == Ref(ResourceKey("orders", DATABASE), "ReadEndpoint.Address")


def test_who_writes_a_cluster_as_well_learns_both_names() -> None:
    found = variables(lowered("private-data", *direct(Verb.READS, Verb.WRITES)), "order-handler")

    assert found["ORDERS_HOST"] == Ref(ResourceKey("orders", DATABASE), "Endpoint.Address")
    assert found["ORDERS_READER_HOST"] == Ref(ResourceKey("orders", DATABASE), "ReadEndpoint.Address")


@pytest.mark.parametrize(("engine", "port"), [("postgresql", 5432), ("mysql", 3306)])
def test_only_the_port_of_the_engine_is_open_and_only_to_its_code(engine: str, port: int) -> None:
    blueprint = lowered("relational", UpdateComponent(id="bookings", properties={"engine": engine}))

    into = [r for r in of_type(blueprint, "AWS::EC2::SecurityGroupIngress") if r.key.element_id == "bookings"]
    assert {(r.key.part, r.properties["FromPort"], r.properties["ToPort"]) for r in into} == {
        ("from-booking-handler", port, port),
        ("from-report", port, port),
    }
    assert all("CidrIp" not in r.properties for r in into)


@pytest.mark.parametrize(
    ("engine", "parameter", "value"),
    [("postgresql", "rds.force_ssl", "1"), ("mysql", "require_secure_transport", "ON")],
)
def test_connections_without_tls_are_refused(engine: str, parameter: str, value: str) -> None:
    for name, element_id in (("relational", "bookings"), ("private-data", "orders")):
        blueprint = lowered(name, UpdateComponent(id=element_id, properties={"engine": engine}))
        group = blueprint.by_key[ResourceKey(element_id, "parameters")]
        parameters = group.properties["Parameters"]
        assert isinstance(parameters, dict)
        assert parameters[parameter] == value


def test_parameter_groups_have_the_family_of_the_version_in_their_name() -> None:
    update = UpdateComponent(id="orders", properties={"engine": "mysql"})
    group = lowered("private-data", update).by_key[ResourceKey("orders", "parameters")]

    assert group.properties["Family"] == "aurora-mysql8.0"
    assert group.properties["DBClusterParameterGroupName"] == "private-data-prod-orders-aurora-mysql8-0"


def test_production_has_a_reader_in_another_zone_and_development_a_writer_that_pauses() -> None:
    prod, dev = lowered("private-data"), lowered("private-data", environment=Environment.DEV)

    assert len({str(r.properties["AvailabilityZone"]) for r in of_type(prod, "AWS::RDS::DBInstance")}) == 2
    assert len(of_type(dev, "AWS::RDS::DBInstance")) == 1
    cluster = dev.by_key[ResourceKey("orders", DATABASE)]
    scaling = cluster.properties["ServerlessV2ScalingConfiguration"]
    assert isinstance(scaling, dict)
    assert scaling["MinCapacity"] == 0


def test_production_databases_are_protected_and_leave_a_snapshot() -> None:
    for name, element_id in (("relational", "bookings"), ("private-data", "orders")):
        blueprint = lowered(name)
        database = blueprint.by_key[ResourceKey(element_id, DATABASE)]
        assert database.properties["DeletionProtection"] is True
        assert database.properties["BackupRetentionPeriod"] == 14
        assert deletion_policies(blueprint)[database.logical_id] == "Snapshot"


def test_development_databases_go_with_their_stack() -> None:
    policies = deletion_policies(lowered("relational", environment=Environment.DEV))

    assert set(policies.values()) == {"Delete"}


def test_a_key_encrypts_storage_and_password_and_its_readers_may_use_it_for_the_password_only() -> None:
    blueprint = lowered("relational")

    key = Ref(ResourceKey("data-key", "key"), "Arn")
    database = blueprint.by_key[ResourceKey("bookings", DATABASE)]
    assert database.properties["KmsKeyId"] == key
    assert database.properties["MasterUserSecret"] == {"KmsKeyId": key}
    use = statements(blueprint, "booking-handler")["UseDataKeyForBookings"]
    assert use.actions == ("kms:Decrypt",)
    assert "secretsmanager" in str(use.conditions)


def test_code_signs_in_at_a_proxy_by_its_role_and_only_the_proxy_reads_the_password() -> None:
    blueprint = lowered("private-data")

    code = statements(blueprint, "order-handler")
    assert code["SignInAtOrderConnections"].actions == ("rds-db:connect",)
    assert "DBProxyArn" in str(code["SignInAtOrderConnections"].resources)
    assert not [s for s in code.values() if "secretsmanager:GetSecretValue" in s.actions]
    proxy = statements(blueprint, "order-connections")
    assert proxy["ReadSecretOfOrders"].resources == (
        Ref(ResourceKey("orders", DATABASE), "MasterUserSecret.SecretArn"),
    )


def test_both_formats_take_the_id_of_the_proxy_out_of_its_arn() -> None:
    blueprint = lowered("private-data")

    written = "".join(file.text for file in emit(blueprint))
    assert '${split(":", aws_db_proxy.order_connections.arn)[6]}/app_owner' in written
    selected = {"Fn::Select": [6, {"Fn::Split": [":", _PROXY_ARN]}]}
    assert str(selected) in str(template(blueprint, Stack.MAIN))


def test_instances_of_a_cluster_are_one_terraform_block_of_their_own_type() -> None:
    written = "".join(file.text for file in emit(lowered("private-data")))

    assert written.count('resource "aws_rds_cluster_instance" "orders"') == 1
    assert "aws_db_instance" not in written


def test_code_reads_the_secret_where_the_proxy_takes_passwords() -> None:
    update = UpdateComponent(id="order-connections", properties={"iam_authentication": False})
    blueprint = lowered("private-data", update)

    assert "ReadSecretOfOrders" in statements(blueprint, "order-handler")
    assert "ORDER_CONNECTIONS_SECRET_ARN" in variables(blueprint, "order-handler")


def test_a_proxy_refuses_connections_without_tls_and_waits_for_the_first_instance() -> None:
    blueprint = lowered("private-data")

    proxy = blueprint.by_key[ResourceKey("order-connections", DATABASE)]
    assert proxy.properties["RequireTLS"] is True
    targets = blueprint.by_key[ResourceKey("order-connections", "targets")]
    assert targets.depends_on == (ResourceKey("orders", "instance-a"),)


def test_a_proxy_leads_to_a_single_instance_as_well() -> None:
    proxy = Component(id="sharing", kind="rds_proxy", title="Sharing", boundary="private")
    routes = Connection(source="sharing", verb=Verb.ROUTES, target="bookings")
    blueprint = lowered("relational", AddComponent(component=proxy), Connect(connection=routes))

    targets = blueprint.by_key[ResourceKey("sharing", "targets")]
    assert targets.properties["DBInstanceIdentifiers"] == [Ref(ResourceKey("bookings", DATABASE))]


def refused(name: str, *edits: Edit) -> set[str]:
    with pytest.raises(EditRejected) as raised:
        changed(name, *edits)
    return {problem.rule for problem in raised.value.problems}


def test_a_proxy_that_leads_nowhere_cannot_be_used() -> None:
    cut = Disconnect(source="order-connections", verb=Verb.ROUTES, target="orders")

    assert refused("private-data", cut) == {"one-database-per-proxy"}


def test_a_proxy_leads_to_one_database_only() -> None:
    second = Component(id="archive", kind="rds_instance", title="Archive", boundary="isolated")
    routes = Connection(source="order-connections", verb=Verb.ROUTES, target="archive")

    rules = refused("private-data", AddComponent(component=second), Connect(connection=routes))
    assert rules == {"one-database-per-proxy"}


def test_a_database_cannot_stand_in_public_subnets_or_outside_of_every_network() -> None:
    outside = Component(id="archive", kind="rds_instance", title="Archive")

    assert refused("relational", AddComponent(component=outside)) == {"needs-a-network"}


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("aurora_cluster", {"minimum_acu": 8, "maximum_acu": 4}),
        ("aurora_cluster", {"minimum_acu": 0.7}),
        ("rds_instance", {"storage_gb": 100, "maximum_storage_gb": 105}),
        ("rds_instance", {"backup_retention_days": 36}),
        ("rds_instance", {"database_name": "my-data"}),
    ],
)
def test_what_rds_would_refuse_is_refused(kind: str, properties: dict[str, float]) -> None:
    component = Component(
        id="archive", kind=kind, title="Archive", boundary="isolated", properties=properties
    )

    assert refused("relational", AddComponent(component=component))


def test_names_stay_within_the_limits_of_rds() -> None:
    long_id = "a-database-whose-name-goes-on-and-on-end"
    component = Component(id=long_id, kind="aurora_cluster", title="Long", boundary="isolated")
    design = changed("relational", AddComponent(component=component))
    blueprint = lower(
        design.model_copy(update={"name": "a-name-of-twenty-four-ch"}), Environment.PROD, load_facts()
    )

    names = [r.properties["DBInstanceIdentifier"] for r in of_type(blueprint, "AWS::RDS::DBInstance")]
    assert all(isinstance(name, str) and len(name) <= 63 for name in names)
    assert len(set(names)) == len(names)


def test_the_least_capacity_of_a_cluster_is_due_without_any_use() -> None:
    """Two instances at 0.5 ACU for 730 h, then a fifth of the way from 0.5 to 8 ACU for each."""
    found = [
        u for u in usages("container-web", "database") if u.dimension_id and "acu_hour" in u.dimension_id
    ]

    assert [(u.fixed, u.quantity) for u in found] == [(True, Decimal(730)), (False, Decimal(2190))]
