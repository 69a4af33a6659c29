"""Physical names, statement ids and environment variables, made the same way by every kind."""

import hashlib

from cloudwright.design.blueprint.graph import pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo
from cloudwright.design.catalog.kind import LoweringContext

_DIGEST_CHARACTERS = 6
_BUCKET_NAME_CHARACTERS = 63
_ACCOUNT_ID_CHARACTERS = 12


def fitted(name: str, limit: int) -> str:
    """Return the name, or its start and a digest of the whole when it is longer than `limit` characters."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    return f"{name[: limit - _DIGEST_CHARACTERS - 1].rstrip('-')}-{digest}"


def physical_name(context: LoweringContext, element_id: str, *, limit: int) -> str:
    """Return `<name>-<environment>-<element>`, at most `limit` characters long."""
    return fitted(f"{context.prefix}-{element_id}", limit)


def name_away_from_home(context: LoweringContext, element_id: str, *, limit: int) -> str:
    """Return the name of what is in us-east-1, or in no Region, whatever the design's own Region is.

    It ends in that Region: deployments of one design to several Regions meet there.
    """
    return fitted(f"{context.prefix}-{element_id}-{context.architecture.region}", limit)


def bucket_name(context: LoweringContext, element_id: str) -> Join:
    """Return a bucket name that is unique across accounts and regions, known before the bucket exists.

    Policies of what the bucket notifies can name it without a reference, so that there is no cycle.
    """
    region = context.architecture.region
    limit = _BUCKET_NAME_CHARACTERS - _ACCOUNT_ID_CHARACTERS - len(region) - 2
    return Join((f"{physical_name(context, element_id, limit=limit)}-", Pseudo.ACCOUNT_ID, f"-{region}"))


def variable(element_id: str, suffix: str) -> str:
    """Return the environment variable that names a neighbour: `ITEMS_TABLE_NAME`."""
    return f"{element_id.replace('-', '_').upper()}_{suffix}"


def statement_id(*words: str) -> str:
    """Return a Sid: letters and digits only, PascalCase."""
    return pascal_case("-".join(words))
