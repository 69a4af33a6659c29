"""Which permission each operation of the API needs; a test fails for an operation without a row."""

from collections.abc import Mapping
from typing import Final, Literal

from cloudwright.rbac.permissions import Permission

ANYBODY: Final = "anybody"
"""Works without a sign-in: what says who one is, what a signed link is for, and whether we are well."""

Need = Permission | Literal["anybody"]

OPERATIONS: Mapping[str, Need] = {
    "health": ANYBODY,
    "sign_in_options": ANYBODY,
    "sign_in_locally": ANYBODY,
    "refresh_sign_in": ANYBODY,
    "begin_with_provider": ANYBODY,
    "return_from_provider": ANYBODY,
    "download": ANYBODY,
    "sign_out": Permission.ACCOUNT_USE,
    "me": Permission.ACCOUNT_USE,
    "socket_ticket": Permission.ACCOUNT_USE,
    "devices": Permission.ACCOUNT_USE,
    "sign_device_out": Permission.ACCOUNT_USE,
    "sign_other_devices_out": Permission.ACCOUNT_USE,
    "preview_invitation": ANYBODY,
    "accept_invitation": Permission.ACCOUNT_USE,
    "list_organizations": Permission.ACCOUNT_USE,
    "found_organization": Permission.ACCOUNT_USE,
    "choose_organization": Permission.ACCOUNT_USE,
    "leave_organization": Permission.ACCOUNT_USE,
    "change_organization": Permission.ORGANIZATION_MANAGE,
    "get_security": Permission.ORGANIZATION_MANAGE,
    "change_security": Permission.ORGANIZATION_MANAGE,
    "get_seats": Permission.SEATS_READ,
    "list_members": Permission.MEMBERS_READ,
    "change_member": Permission.MEMBERS_CHANGE,
    "remove_member": Permission.MEMBERS_REMOVE,
    "list_invitations": Permission.MEMBERS_READ,
    "invite": Permission.MEMBERS_INVITE,
    "withdraw_invitation": Permission.MEMBERS_INVITE,
    "list_audit_entries": Permission.AUDIT_READ,
    "list_kinds": Permission.CATALOG_READ,
    "get_icon": ANYBODY,
    "tool_servers": Permission.CATALOG_READ,
    "read_standards": Permission.CATALOG_READ,
    "list_projects": Permission.PROJECTS_READ,
    "get_project": Permission.PROJECTS_READ,
    "get_brief": Permission.PROJECTS_READ,
    "get_standards": Permission.PROJECTS_READ,
    "create_project": Permission.PROJECTS_CREATE,
    "rename_project": Permission.PROJECTS_CHANGE,
    "edit_brief": Permission.PROJECTS_CHANGE,
    "set_standards": Permission.PROJECTS_CHANGE,
    "delete_project": Permission.PROJECTS_DELETE,
    "list_options": Permission.DESIGNS_READ,
    "analyse_options": Permission.DESIGNS_READ,
    "compare_with_budget": Permission.DESIGNS_READ,
    "list_revisions": Permission.DESIGNS_READ,
    "get_revision": Permission.DESIGNS_READ,
    "compare_revisions": Permission.DESIGNS_READ,
    "get_design_file": Permission.DESIGNS_READ,
    "get_drawing": Permission.DESIGNS_READ,
    "get_diagram_file": Permission.DESIGNS_READ,
    "get_thumbnail": Permission.DESIGNS_READ,
    "change_option": Permission.DESIGNS_CHANGE,
    "choose_option": Permission.DESIGNS_CHANGE,
    "fork_option": Permission.DESIGNS_CHANGE,
    "edit_design": Permission.DESIGNS_CHANGE,
    "undo_change": Permission.DESIGNS_CHANGE,
    "list_share_links": Permission.SHARING_MANAGE,
    "make_share_link": Permission.SHARING_MANAGE,
    "revoke_share_link": Permission.SHARING_MANAGE,
    "open_shared": ANYBODY,
    "get_shared_drawing": ANYBODY,
    "get_shared_picture": ANYBODY,
    "list_comments": Permission.DESIGNS_READ,
    "mark_comments_read": Permission.DESIGNS_READ,
    "begin_comment_thread": Permission.COMMENTS_WRITE,
    "reply_to_comment": Permission.COMMENTS_WRITE,
    "settle_comment_thread": Permission.COMMENTS_WRITE,
    "reword_comment": Permission.COMMENTS_WRITE,
    "remove_comment": Permission.COMMENTS_WRITE,
    "list_artifacts": Permission.ARTIFACTS_READ,
    "get_artifact": Permission.ARTIFACTS_READ,
    "get_artifact_file": Permission.ARTIFACTS_READ,
    "compare_artifact_file": Permission.ARTIFACTS_READ,
    "make_download_link": Permission.ARTIFACTS_DOWNLOAD,
    "rename_artifact": Permission.ARTIFACTS_CHANGE,
    "delete_artifact": Permission.ARTIFACTS_DELETE,
    "list_conversations": Permission.CONVERSATIONS_READ,
    "get_conversation": Permission.CONVERSATIONS_READ,
    "create_conversation": Permission.CONVERSATIONS_CREATE,
    "fork_conversation": Permission.CONVERSATIONS_CREATE,
    "rename_conversation": Permission.CONVERSATIONS_CHANGE,
    "delete_conversation": Permission.CONVERSATIONS_DELETE,
    "get_run": Permission.RUNS_READ,
    "start_run": Permission.RUNS_START,
    "cancel_run": Permission.RUNS_CANCEL,
    "list_quotas": Permission.USAGE_READ,
    "list_limits": Permission.USAGE_READ,
    "set_limit": Permission.QUOTAS_MANAGE,
    "remove_limit": Permission.QUOTAS_MANAGE,
    "ask_for_more": Permission.ACCOUNT_USE,
    "quota_warning": Permission.ACCOUNT_USE,
    "receive_stripe_webhook": ANYBODY,
    "list_plans": Permission.BILLING_READ,
    "get_billing": Permission.BILLING_READ,
    "list_invoices": Permission.BILLING_READ,
    "preview_seats": Permission.BILLING_READ,
    "start_checkout": Permission.BILLING_MANAGE,
    "open_billing_portal": Permission.BILLING_MANAGE,
    "change_seats": Permission.BILLING_MANAGE,
}
"""By operation id, as in the description of the API."""

PAGES: Mapping[str, Need] = {"docs": ANYBODY}
"""What answers people and is not in the description."""

FRAMES: Mapping[str, Need] = {
    "hello": ANYBODY,
    "ping": ANYBODY,
    "unsub": ANYBODY,
    "sub": Permission.CONVERSATIONS_READ,
    "run": Permission.RUNS_START,
    "cancel": Permission.RUNS_CANCEL,
}
"""By the kind of frame that a client sends on a WebSocket; `hello` brings the ticket that says who it is."""


def needed(operation: str) -> Need:
    """Return what an operation needs; one that is not in the table needs what only an owner has."""
    return OPERATIONS.get(operation) or PAGES.get(operation, Permission.ORGANIZATION_DELETE)
