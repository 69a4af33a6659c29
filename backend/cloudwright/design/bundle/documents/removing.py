"""What is left when a design has been torn down, and costs money until somebody deletes it."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Blueprint, Resource

_LOGS = "logs"
_KEPT: Mapping[str, str] = {
    "AWS::Backup::BackupVault": "the vault with its recovery points",
    "AWS::Cognito::UserPool": "the user pool with its accounts",
    "AWS::DynamoDB::Table": "the table with its items",
    "AWS::ECR::Repository": "the repository with its images",
    "AWS::EFS::FileSystem": "the file system with its files",
    "AWS::KMS::Key": "the key, without which nobody reads what it encrypted",
    "AWS::Kinesis::Stream": "the stream with the records of its retention time",
    "AWS::Route53::HostedZone": "the hosted zone; a new one would get other name servers",
    "AWS::S3::Bucket": "the bucket with its objects",
    "AWS::SecretsManager::Secret": "the secret with its value",
}
# What Terraform cannot delete while it is protected or full.
_STOPS: Mapping[str, str] = {
    "AWS::Backup::BackupVault": "a vault that holds recovery points",
    "AWS::Cognito::UserPool": "a user pool that is protected against deletion",
    "AWS::DynamoDB::Table": "a table that is protected against deletion",
    "AWS::ECR::Repository": "a repository that holds images",
    "AWS::Route53::HostedZone": "a zone with records that this code did not make",
    "AWS::S3::Bucket": "a bucket that holds objects",
}


def survivors(blueprint: Blueprint) -> str:
    """Return what outlives the deletion of the stacks, component by component; nothing where all goes."""
    told = [f"`{r.key.element_id}` ({_words(r)})" for r in blueprint.resources if r.retain]
    return f" It leaves behind, and AWS goes on charging for: {', '.join(told)}." if told else ""


def obstacles(blueprint: Blueprint) -> str:
    """Return what stops Terraform, and that it leaves nothing else."""
    kinds = dict.fromkeys(_STOPS[r.type] for r in blueprint.resources if r.retain and r.type in _STOPS)
    if not kinds:
        return ""
    return (
        f" It stops at {' or '.join(kinds)}: turn the protection off or empty it on purpose, then repeat. Terraform keeps "
        "nothing that CloudFormation keeps: what it removes is gone."
    )


def last_copies(blueprint: Blueprint) -> Iterator[str]:
    """Yield which databases refuse to be deleted, how they no longer do, and what all of them leave behind."""
    for resource in blueprint.resources:
        if resource.properties.get("DeletionProtection") is True and resource.type in _PROTECTED:
            verb, option = _PROTECTED[resource.type]
            yield (
                f"`{resource.key.element_id}` refuses to be deleted: `aws rds {verb} --region {blueprint.region} "
                f"--{option} {resource.properties[_IDENTIFIER[resource.type]]} --no-deletion-protection "
                "--apply-immediately` lets it go."
            )
    named = sorted({r.key.element_id for r in blueprint.resources if r.snapshot})
    if named:
        verb = "leaves" if len(named) == 1 else "leave"
        yield f"{_quoted(named)} {verb} a last snapshot, which costs storage until you delete it."


_PROTECTED: Mapping[str, tuple[str, str]] = {
    "AWS::RDS::DBCluster": ("modify-db-cluster", "db-cluster-identifier"),
    "AWS::RDS::DBInstance": ("modify-db-instance", "db-instance-identifier"),
}
_IDENTIFIER: Mapping[str, str] = {
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
}


def delays(blueprint: Blueprint) -> Iterator[str]:
    """Yield what is deleted with a delay, and how it is saved until then."""
    region = f"--region {blueprint.region}"
    keys = sorted({r.key.element_id for r in blueprint.resources if r.type == "AWS::KMS::Key"})
    if keys:
        yield (
            f"A deleted key ({_quoted(keys)}) waits for 7 to 30 days, as its deletion window says: until then `aws kms "
            f"cancel-key-deletion {region} --key-id ID` brings it back, afterwards nothing does."
        )
    secrets = [r for r in blueprint.resources if r.type == "AWS::SecretsManager::Secret" and r.retain]
    if secrets:
        yield (
            f"A secret that Terraform deletes ({_quoted(sorted({s.key.element_id for s in secrets}))}) waits for 30 days "
            f"and keeps its name: `aws secretsmanager restore-secret {region} --secret-id NAME` brings it back."
        )


def _words(resource: Resource) -> str:
    if resource.type == "AWS::S3::Bucket" and resource.key.part == _LOGS:
        return "the bucket of its access logs, which empties itself by age"
    return _KEPT.get(resource.type, "kept on purpose")


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
