"""What a role needs to pull images of a repository, for every kind that runs containers."""

from cloudwright.design.blueprint.values import Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.naming import statement_id


def pull_statements(repository_id: str) -> tuple[Statement, Statement]:
    """Return the statements for the role that starts containers, not for the code inside them."""
    pull = Statement(
        sid=statement_id("pull", repository_id),
        actions=("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        resources=(references.arn_of(references.repository(repository_id)),),
    )
    # A token opens the whole registry; what it may pull is decided by the other statement.
    sign_in = Statement(sid="SignInToTheRegistry", actions=("ecr:GetAuthorizationToken",), resources=("*",))
    return pull, sign_in
