"""What people do by hand because no file may hold it: values of secrets, API keys, account settings."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Blueprint, Parameter, Resource
from cloudwright.design.blueprint.values import Join, Ref
from cloudwright.design.bundle.parts import Part
from cloudwright.design.emit.terraform.scope import snake_case
from cloudwright.design.review.subject import at, items


def made_secret(parameter: Parameter, parts: frozenset[Part]) -> str:
    """Return how a secret is made and given, in the environment of whoever deploys."""
    name = secret_name(parameter.name)
    given = f'`export {name}="$(openssl rand -hex 32)"`'
    if Part.TERRAFORM in parts:
        given += f', and for Terraform `export TF_VAR_{snake_case(parameter.name)}="${name}"`'
    return f"{given}. Keep it with your passwords: every later deployment needs the same one, in no file of this folder."


def secret_name(parameter_name: str) -> str:
    """Return the variable of the shell that holds the value of a secret parameter."""
    return snake_case(parameter_name).upper()


def secret_values(parts: frozenset[Part], blueprint: Blueprint) -> Iterator[str]:
    """Yield the command that puts the value of each secret that the code does not fill."""
    for secret in blueprint.resources:
        if secret.type != "AWS::SecretsManager::Secret":
            continue
        generated = "GenerateSecretString" in secret.properties
        if generated and Part.TERRAFORM not in parts:
            continue
        after = " after Terraform (CloudFormation fills it by itself)" if generated else ""
        yield (
            f"Put the value of `{secret.key.element_id}` once{after}; until then the code that reads it fails: "
            f"`{_command(blueprint, secret)}`."
        )


def _command(blueprint: Blueprint, secret: Resource) -> str:
    put = (
        f"aws secretsmanager put-secret-value --region {blueprint.region} "
        f"--secret-id {secret.properties['Name']} --secret-string"
    )
    generation = secret.properties.get("GenerateSecretString")
    if not isinstance(generation, dict):
        return f"{put} file://value.txt"
    random = (
        f"aws secretsmanager get-random-password --region {blueprint.region} --exclude-punctuation "
        f"--password-length {generation['PasswordLength']} --query RandomPassword --output text"
    )
    template = str(generation.get("SecretStringTemplate", ""))
    if not template:
        return f'{put} "$({random})"'
    filled = f'{template[:-1]}, "password": "%s"}}'
    return f'{put} "$(printf \'{filled}\' "$({random})")"'


def log_role(blueprint: Blueprint) -> Iterator[str]:
    """Yield how the account lets API Gateway write logs, when a stage needs that setting to be created."""
    if not any(_logs_by_account(resource) for resource in blueprint.resources):
        return
    region = f"--region {blueprint.region}"
    trust = (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
        '"Principal":{"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
    )
    yield (
        f"A role by which API Gateway writes logs, once for the account and Region: `aws apigateway get-account "
        f"{region}` shows `cloudwatchRoleArn`. If it shows none: `aws iam create-role --role-name "
        f"api-gateway-logs --assume-role-policy-document '{trust}'`, then `aws iam attach-role-policy "
        "--role-name api-gateway-logs --policy-arn "
        "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`, then `aws apigateway "
        f"update-account {region} --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE-ARN`. "
        "It is no part of this code: all APIs of the account share it."
    )


def _logs_by_account(resource: Resource) -> bool:
    """Say whether the resource is a stage of a REST or WebSocket API; HTTP APIs deliver logs themselves."""
    socket = resource.properties.get("ProtocolType") == "WEBSOCKET"
    return resource.type == "AWS::ApiGateway::Stage" or socket


def copy_vaults(blueprint: Blueprint) -> Iterator[str]:
    """Yield how the vaults are made that receive copies in another Region, which no stack of this one can."""
    for region, name in dict.fromkeys(_copies(blueprint)):
        yield (
            f"A vault for copies in {region}: `aws backup create-backup-vault --region {region} "
            f"--backup-vault-name {name}`. Copies of DynamoDB tables also need `aws backup "
            f"update-region-settings --region {blueprint.region} --resource-type-management-preference "
            "DynamoDB=true`."
        )


def vaults_in_the_way(development: Blueprint) -> Iterator[str]:
    """Yield which vaults CloudFormation cannot delete while they hold recovery points."""
    vaults = [r for r in development.resources if r.type == "AWS::Backup::BackupVault" and not r.retain]
    for vault in vaults:
        name = vault.properties["BackupVaultName"]
        yield (
            f"In `dev` CloudFormation deletes the vault `{name}` only once it is empty: its recovery points expire "
            f"by themselves, or `aws backup delete-recovery-point --region {development.region} "
            f"--backup-vault-name {name} --recovery-point-arn ARN` deletes one."
        )


def cluster_backups(blueprint: Blueprint) -> Iterator[str]:
    """Yield the account setting without which AWS Backup passes over Aurora clusters."""
    selected = (
        arn
        for selection in blueprint.resources
        for arn in items(at(selection, "BackupSelection.Resources"))
        if isinstance(arn, Ref)
    )
    if any(blueprint.by_key[arn.resource].type == "AWS::RDS::DBCluster" for arn in selected):
        yield (
            "AWS Backup allowed for Aurora, which it passes over otherwise: `aws backup update-region-settings "
            f"--region {blueprint.region} --resource-type-opt-in-preference Aurora=true`."
        )


def _copies(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    """Yield Region and vault of every copy that a plan makes."""
    for plan in blueprint.resources:
        for rule in items(at(plan, "BackupPlan.BackupPlanRule")):
            for copy in items(rule.get("CopyActions") if isinstance(rule, Mapping) else None):
                arn = copy.get("DestinationBackupVaultArn") if isinstance(copy, Mapping) else None
                if isinstance(arn, Join):
                    _, _, place, _, vault = (str(part) for part in arn.parts)
                    yield place.split(":")[2], vault.rpartition(":")[2]


def partner_keys(blueprint: Blueprint) -> Iterator[str]:
    """Yield how the keys of partners are shown."""
    names = [str(r.properties["Name"]) for r in blueprint.resources if r.type == "AWS::ApiGateway::ApiKey"]
    if names:
        yield (
            f"API Gateway has made the API keys {', '.join(f'`{name}`' for name in names)}. "
            f"`aws apigateway get-api-keys --region {blueprint.region} --name-query NAME --include-values` shows "
            "one, to be given to the partner who sends it as header `x-api-key`."
        )
