"""The database behind a proxy."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.engines import AURORA, RDS, Engine
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.kind import Element, Properties
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class Database:
    """What clients and proxies need to know of a database."""

    id: str
    properties: ClusterProperties | InstanceProperties

    @property
    def engine(self) -> Engine:
        engines = AURORA if isinstance(self.properties, ClusterProperties) else RDS
        return engines[self.properties.engine]

    @property
    def name(self) -> str:
        return self.properties.database_name


def database(element: Element[Properties]) -> Database | None:
    """Return the element as a database, or None when it is none."""
    properties = element.properties
    if isinstance(properties, ClusterProperties | InstanceProperties):
        return Database(element.id, properties)
    return None


def behind(
    architecture: Architecture, elements: Mapping[str, Element[Properties]], proxy_id: str
) -> Database | None:
    """Return the database that the proxy leads to, if it leads to one."""
    routed = (elements[c.target] for c in architecture.outgoing(proxy_id) if c.verb is Verb.ROUTES)
    return next((found for found in map(database, routed) if found is not None), None)
