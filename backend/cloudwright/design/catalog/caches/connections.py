"""What connections from code to a cache bring about."""

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.caches.lowering import address
from cloudwright.design.catalog.caches.properties import PORT, CacheProperties
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Effects, Element, LoweringContext, VerbRule
from cloudwright.design.catalog.naming import variable
from cloudwright.design.catalog.networking.security_groups import opened
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb


def _used(context: LoweringContext, connection: Connection) -> Effects:
    found = context.elements[connection.target]
    wanted = found.properties
    if not isinstance(wanted, CacheProperties):
        return Effects()
    environment: dict[str, Value] = {
        variable(found.id, "HOST"): address(Element(found.component, wanted)),
        variable(found.id, "PORT"): str(PORT),
    }
    if connection.verb is Verb.READS and wanted.capacity == "nodes":
        reader = Ref(references.cache(found.id), "ReaderEndPoint.Address")
        environment[variable(found.id, "READER_HOST")] = reader
    return Effects(environment=environment, resources=opened(context, connection, port=PORT).resources)


_EXPLANATION = (
    "Opens the cache's port to the code, and nothing else reaches it; host and port come as environment "
    "variables. Connections use TLS."
)
VERBS = (
    VerbRule(Verb.READS, RUNS_CODE, _used, explanation=_EXPLANATION),
    VerbRule(Verb.WRITES, RUNS_CODE, _used, explanation=_EXPLANATION),
)
