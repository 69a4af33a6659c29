"""How a component goes back to what ran before, gets its data back, and where its undelivered messages lie."""

from collections.abc import Callable, Iterator, Mapping

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Ref
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.subject import at

_QUEUE = "AWS::SQS::Queue"


def way_back(blueprint: Blueprint, element_id: str) -> str:
    """Return how the code of a component goes back to the previous one; nothing where it has no code."""
    return " ".join(_told(blueprint, element_id, _BACK))


def restoring(blueprint: Blueprint, element_id: str) -> str:
    """Return how the data of a component comes back; nothing where it keeps none, or none comes back."""
    return " ".join(_told(blueprint, element_id, _RESTORED))


def undelivered(architecture: Architecture, blueprint: Blueprint, element_id: str) -> Mapping[str, str]:
    """Return the queues of what the component could not deal with, and how that is tried again, by name."""
    pairs = [c for c in architecture.connections if c.verb is Verb.DEAD_LETTERS]
    targets = dict.fromkeys(c.target for c in pairs if element_id in {c.source, c.target})
    return {
        _name(queue, "QueueName"): _redriven(
            blueprint, queue, sources=[c.source for c in pairs if c.target == target]
        )
        for target in targets
        for queue in _of_type(blueprint, target, _QUEUE)
    }


def _redriven(blueprint: Blueprint, queue: Resource, *, sources: list[str]) -> str:
    name, region = _name(queue, "QueueName"), f"--region {blueprint.region}"
    url = f'"$(aws sqs get-queue-url {region} --queue-name {name} --query QueueUrl --output text)"'
    look = (
        f"They lie in the queue `{name}`; look at one: `aws sqs receive-message {region} --queue-url {url}`."
    )
    from_queues = all(any(_of_type(blueprint, source, _QUEUE)) for source in sources)
    if not from_queues:
        # StartMessageMoveTask takes only dead-letter queues whose sources are SQS queues,
        # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
        return (
            f"{look} It holds the event, or says where in the stream the records lie. Nothing moves it back by "
            "itself: mend the cause, send the event again, then delete the message."
        )
    arn = f"arn:aws:sqs:{blueprint.region}:ACCOUNT:{name}"
    return (
        f"{look} Mend the cause, then move all of them back: `aws sqs start-message-move-task {region} "
        f"--source-arn {arn}`."
    )


def _function(blueprint: Blueprint, function: Resource) -> str:
    return (
        f"Put the previous `functions/{function.key.element_id}.zip` in place and deploy, or at once: `aws lambda "
        f"update-function-code --region {blueprint.region} --function-name {_name(function, 'FunctionName')} "
        "--zip-file fileb://previous.zip`."
    )


def _service(blueprint: Blueprint, task: Resource) -> str:
    family = _name(task, "Family")
    return (
        f"`aws ecs list-task-definitions --region {blueprint.region} --family-prefix {family} --sort DESC` lists the "
        f"versions; `aws ecs update-service --region {blueprint.region} --cluster {family} --service {family} "
        f"--task-definition {family}:PREVIOUS` runs the one before. Then deploy with the previous image, so that "
        "the code says the same."
    )


def _group(blueprint: Blueprint, group: Resource) -> str:
    del group
    return (
        f"Deploy the previous launch template; `aws autoscaling describe-auto-scaling-groups --region "
        f"{blueprint.region}` names the group, and `aws autoscaling rollback-instance-refresh --region "
        f"{blueprint.region} --auto-scaling-group-name NAME` stops and undoes a replacement under way."
    )


def _table(blueprint: Blueprint, table: Resource) -> str:
    if at(table, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled") is not True:
        return ""
    name = _name(table, "TableName")
    return (
        f"`aws dynamodb restore-table-to-point-in-time --region {blueprint.region} --source-table-name {name} "
        f"--target-table-name {name}-restored --use-latest-restorable-time` (or `--restore-date-time`) makes a new "
        "table; compare, then copy back what is missing."
    )


def _bucket(blueprint: Blueprint, bucket: Resource) -> str:
    del blueprint
    if bucket.key.part != "bucket":
        return ""
    if at(bucket, "VersioningConfiguration.Status") != "Enabled":
        return "The bucket keeps no earlier versions: what was overwritten or deleted there cannot be brought back."
    return (
        "A deleted object comes back when its delete marker is deleted: `aws s3api list-object-versions --bucket "
        "NAME --prefix KEY`, then `aws s3api delete-object --bucket NAME --key KEY --version-id MARKER`. An "
        "overwritten one comes back when the earlier version is copied over it."
    )


def _cluster(blueprint: Blueprint, cluster: Resource) -> str:
    name, region = _name(cluster, "DBClusterIdentifier"), f"--region {blueprint.region}"
    writer = next(
        r
        for r in blueprint.of(cluster.key.element_id)
        if r.properties.get("DBClusterIdentifier") == Ref(cluster.key)
    )
    capacity = at(cluster, "ServerlessV2ScalingConfiguration")
    scaling = (
        f" --serverless-v2-scaling-configuration MinCapacity={capacity['MinCapacity']},"
        f"MaxCapacity={capacity['MaxCapacity']}"
        if isinstance(capacity, Mapping)
        else ""
    )
    return (
        f"`aws rds restore-db-cluster-to-point-in-time {region} --source-db-cluster-identifier {name} "
        f"--db-cluster-identifier {name}-restored --use-latest-restorable-time{scaling}"
        f"{_placed(blueprint, cluster)}` (or `--restore-to-time TIME`) makes a new cluster beside it, without "
        f"instances; `aws rds create-db-instance {region} --db-cluster-identifier {name}-restored "
        f"--db-instance-identifier {name}-restored-a --engine {_name(cluster, 'Engine')} --db-instance-class "
        f"{_name(writer, 'DBInstanceClass')}` makes the first. `aws rds modify-db-cluster {region} "
        f"--db-cluster-identifier {name}-restored --manage-master-user-password --apply-immediately` {_AFTERWARDS}"
    )


def _instance(blueprint: Blueprint, instance: Resource) -> str:
    if "DBClusterIdentifier" in instance.properties:
        return ""
    name = _name(instance, "DBInstanceIdentifier")
    return (
        f"`aws rds restore-db-instance-to-point-in-time --region {blueprint.region} --source-db-instance-identifier "
        f"{name} --target-db-instance-identifier {name}-restored --use-latest-restorable-time"
        f"{_placed(blueprint, instance)}` (or `--restore-time TIME`) makes a new instance beside it. `aws rds "
        f"modify-db-instance --region {blueprint.region} --db-instance-identifier {name}-restored "
        f"--manage-master-user-password --apply-immediately` {_AFTERWARDS}"
    )


# Restored databases otherwise come into the default VPC, where no code of the design reaches them:
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
def _placed(blueprint: Blueprint, database: Resource) -> str:
    element = blueprint.of(database.key.element_id)
    subnets = next((r for r in element if r.type == "AWS::RDS::DBSubnetGroup"), None)
    group = next((r for r in element if r.type == "AWS::EC2::SecurityGroup"), None)
    named = f" --db-subnet-group-name {_name(subnets, 'DBSubnetGroupName')}" if subnets else ""
    if group is None:
        return named
    found = (
        f"aws ec2 describe-security-groups --region {blueprint.region} --filters "
        f"Name=group-name,Values={_name(group, 'GroupName')} --query 'SecurityGroups[].GroupId' --output text"
    )
    return f'{named} --vpc-security-group-ids "$({found})"'


_AFTERWARDS = (
    "gives it a secret of its own. Compare, then copy back what is missing, or point the code at it."
)


def _cache(blueprint: Blueprint, cache: Resource) -> str:
    if not cache.properties.get("SnapshotRetentionLimit"):
        return "The cache fills itself again from the store behind it."
    return (
        f"`aws elasticache describe-snapshots --region {blueprint.region} --replication-group-id "
        f"{_name(cache, 'ReplicationGroupId')}` lists the daily copies; a new cache starts from one by `--snapshot-name`."
    )


def _files(blueprint: Blueprint, files: Resource) -> str:
    del files
    return (
        f"`aws backup list-recovery-points-by-resource --region {blueprint.region} --resource-arn ARN` lists the "
        "copies of the file system; `aws backup start-restore-job` puts one beside the present files."
    )


_Tell = Callable[[Blueprint, Resource], str]
_BACK: Mapping[str, _Tell] = {
    "AWS::Lambda::Function": _function,
    "AWS::ECS::TaskDefinition": _service,
    "AWS::AutoScaling::AutoScalingGroup": _group,
}
_RESTORED: Mapping[str, _Tell] = {
    "AWS::DynamoDB::Table": _table,
    "AWS::S3::Bucket": _bucket,
    "AWS::RDS::DBCluster": _cluster,
    "AWS::RDS::DBInstance": _instance,
    "AWS::ElastiCache::ReplicationGroup": _cache,
    "AWS::EFS::FileSystem": _files,
}


def _told(blueprint: Blueprint, element_id: str, ways: Mapping[str, _Tell]) -> Iterator[str]:
    for resource in blueprint.of(element_id):
        text = ways[resource.type](blueprint, resource) if resource.type in ways else ""
        if text:
            yield text


def _of_type(blueprint: Blueprint, element_id: str, type_name: str) -> Iterator[Resource]:
    return (resource for resource in blueprint.of(element_id) if resource.type == type_name)


def _name(resource: Resource, key: str) -> str:
    """Return the name that the resource is given, or a word to be replaced."""
    found = resource.properties.get(key)
    return found if isinstance(found, str) else "NAME"
