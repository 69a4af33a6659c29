"""The keys of the resources that other elements refer to, and the ARNs that are built, not referred to."""

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Scalar


def function(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "function")


def table(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "table")


def bucket(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "bucket")


def queue(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "queue")


def topic(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "topic")


def rule(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "rule")


def event_bus(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "bus")


def workflow(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "machine")


def stream(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "stream")


def delivery_stream(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "delivery")


def kms_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "key")


def distribution(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "distribution")


def http_api(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "api")


def user_pool(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "pool")


def user_pool_client(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "client")


def hosted_zone(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "zone")


def certificate(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "certificate")


def web_acl(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "web-acl")


def secret(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "secret")


def parameter(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "parameter")


def rest_api(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "api")


def websocket_api(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "api")


def repository(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "repository")


def database(element_id: str) -> ResourceKey:
    """Return the cluster, the instance or the proxy that clients connect to."""
    return ResourceKey(element_id, "database")


def cache(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "cache")


def file_system(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "files")


def access_point(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "access-point")


def backup_vault(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "vault")


def arn_of(key: ResourceKey) -> Ref:
    """Return GetAtt Arn of the resource."""
    return Ref(key, "Arn")


def regional_arn(service: str, *resource: Scalar) -> Join:
    """Return `arn:<partition>:<service>:<region>:<account>:<resource>` of the stack's own region."""
    return Join(
        ("arn:", Pseudo.PARTITION, f":{service}:", Pseudo.REGION, ":", Pseudo.ACCOUNT_ID, ":", *resource)
    )
