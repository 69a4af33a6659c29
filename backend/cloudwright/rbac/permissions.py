"""Everything that may be allowed or refused. A scope of an API key is one of these, spelled the same."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """One thing to do, as `domain:action`."""

    ACCOUNT_USE = "account:use"
    CATALOG_READ = "catalog:read"
    PROJECTS_READ = "projects:read"
    PROJECTS_CREATE = "projects:create"
    PROJECTS_CHANGE = "projects:change"
    PROJECTS_DELETE = "projects:delete"
    DESIGNS_READ = "designs:read"
    DESIGNS_CHANGE = "designs:change"
    ARTIFACTS_READ = "artifacts:read"
    ARTIFACTS_DOWNLOAD = "artifacts:download"
    ARTIFACTS_CHANGE = "artifacts:change"
    ARTIFACTS_DELETE = "artifacts:delete"
    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_CREATE = "conversations:create"
    CONVERSATIONS_CHANGE = "conversations:change"
    CONVERSATIONS_DELETE = "conversations:delete"
    RUNS_READ = "runs:read"
    RUNS_START = "runs:start"
    RUNS_CANCEL = "runs:cancel"
    COMMENTS_WRITE = "comments:write"
    SHARING_MANAGE = "sharing:manage"
    STANDARDS_MANAGE = "standards:manage"
    MEMBERS_READ = "members:read"
    MEMBERS_INVITE = "members:invite"
    MEMBERS_CHANGE = "members:change"
    MEMBERS_REMOVE = "members:remove"
    SEATS_READ = "seats:read"
    SIGN_INS_MANAGE = "sign_ins:manage"
    KEYS_MANAGE = "keys:manage"
    GATEWAY_READ = "gateway:read"
    GATEWAY_MANAGE = "gateway:manage"
    GATEWAY_LIMITS_READ = "gateway_limits:read"
    USAGE_READ = "usage:read"
    QUOTAS_MANAGE = "quotas:manage"
    BILLING_READ = "billing:read"
    BILLING_MANAGE = "billing:manage"
    AUDIT_READ = "audit:read"
    ORGANIZATION_MANAGE = "organization:manage"
    ORGANIZATION_DELETE = "organization:delete"


MEANINGS: Mapping[Permission, str] = {
    Permission.ACCOUNT_USE: "use one's own account, sign-ins and connections",
    Permission.CATALOG_READ: "see which components, icons and tool servers there are",
    Permission.PROJECTS_READ: "see projects, their requirements and their standards",
    Permission.PROJECTS_CREATE: "start a project",
    Permission.PROJECTS_CHANGE: "rename a project, change its requirements and its standards",
    Permission.PROJECTS_DELETE: "delete a project with all that belongs to it",
    Permission.DESIGNS_READ: "see options, revisions, diagrams, prices and findings",
    Permission.DESIGNS_CHANGE: "edit a design, undo, choose and fork options",
    Permission.ARTIFACTS_READ: "see built bundles and their files",
    Permission.ARTIFACTS_DOWNLOAD: "make links that download a bundle",
    Permission.ARTIFACTS_CHANGE: "rename a bundle",
    Permission.ARTIFACTS_DELETE: "delete a bundle",
    Permission.CONVERSATIONS_READ: "read and follow conversations",
    Permission.CONVERSATIONS_CREATE: "start and fork conversations",
    Permission.CONVERSATIONS_CHANGE: "rename a conversation",
    Permission.CONVERSATIONS_DELETE: "delete a conversation",
    Permission.RUNS_READ: "see what a run does and did",
    Permission.RUNS_START: "send a message and start a run",
    Permission.RUNS_CANCEL: "stop a run",
    Permission.COMMENTS_WRITE: "comment on a design, change and remove comments",
    Permission.SHARING_MANAGE: "make and revoke links that need no sign-in",
    Permission.STANDARDS_MANAGE: "set the standards that hold for every project",
    Permission.MEMBERS_READ: "see members and invitations",
    Permission.MEMBERS_INVITE: "invite people and withdraw invitations",
    Permission.MEMBERS_CHANGE: "change the role of a member",
    Permission.MEMBERS_REMOVE: "remove a member",
    Permission.SEATS_READ: "see which seats are used and free",
    Permission.SIGN_INS_MANAGE: "see and end the sign-ins of other members",
    Permission.KEYS_MANAGE: "create and revoke API keys",
    Permission.GATEWAY_READ: "see applications, policies, routes and providers of the gateway",
    Permission.GATEWAY_MANAGE: "make keys of applications and set everything of the gateway",
    Permission.GATEWAY_LIMITS_READ: "see budgets and limits of the gateway",
    Permission.USAGE_READ: "see and export what was used and what it cost",
    Permission.QUOTAS_MANAGE: "set limits for members and modes",
    Permission.BILLING_READ: "see the plan, invoices and prices",
    Permission.BILLING_MANAGE: "choose, change and cancel the plan",
    Permission.AUDIT_READ: "read the audit trail",
    Permission.ORGANIZATION_MANAGE: "change the name, domains, sign-in rules and allowed addresses",
    Permission.ORGANIZATION_DELETE: "delete the organisation",
}

READING: frozenset[Permission] = frozenset(each for each in Permission if each.endswith(":read"))
"""What changes nothing: enough for an auditor, and the most that somebody who acts for another gets."""

ONLOOKING: frozenset[Permission] = READING - {Permission.BILLING_READ}
"""What an operator sees who looks as a member; bills lead to pages of the payment provider."""

NEVER_BY_KEY: frozenset[Permission] = frozenset(
    {
        Permission.ACCOUNT_USE,
        Permission.SIGN_INS_MANAGE,
        Permission.KEYS_MANAGE,
        Permission.GATEWAY_MANAGE,
        Permission.BILLING_MANAGE,
        Permission.ORGANIZATION_MANAGE,
        Permission.ORGANIZATION_DELETE,
    }
)
"""What only a person does: a key that leaked must not make keys, lock people out or spend money."""
