"""What a role needs to pull images of a repository, for every kind that runs containers."""

from cloudwright.design.blueprint.values import Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.naming import statement_id

_PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
# A token opens the whole registry; what it may pull is decided by the other statement.
_SIGN_IN = Statement(sid="SignInToTheRegistry", actions=("ecr:GetAuthorizationToken",), resources=("*",))


def pull_statements(repository_id: str) -> tuple[Statement, Statement]:
    """Return the statements for the role that starts containers, not for the code inside them."""
    pull = Statement(
        sid=statement_id("pull", repository_id),
        actions=_PULL,
        resources=(references.arn_of(references.repository(repository_id)),),
    )
    return pull, _SIGN_IN


def pull_any_statements() -> tuple[Statement, Statement]:
    """Return the statements for a role whose image is named at deployment: any repository of the account.

    Which of them it will be is not known here, and without the right to pull it no task of it would start.
    """
    repositories = references.regional_arn("ecr", "repository/*")
    return Statement(sid="PullImages", actions=_PULL, resources=(repositories,)), _SIGN_IN
