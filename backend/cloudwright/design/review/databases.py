"""Databases as their resources show them: clusters with their instances, and instances alone."""

from collections.abc import Iterator, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.review.subject import Subject

CLUSTER, INSTANCE = "AWS::RDS::DBCluster", "AWS::RDS::DBInstance"
_CLUSTER_OF = "DBClusterIdentifier"


def databases(subject: Subject) -> Iterator[Resource]:
    """Yield clusters, and instances that belong to no cluster."""
    yield from subject.resources(CLUSTER)
    yield from (r for r in subject.resources(INSTANCE) if _CLUSTER_OF not in r.properties)


def instances_of(subject: Subject, cluster: Resource) -> Sequence[Resource]:
    """Return the instances of a cluster."""
    return [
        r
        for r in subject.resources(INSTANCE)
        if r.key.element_id == cluster.key.element_id and _CLUSTER_OF in r.properties
    ]
