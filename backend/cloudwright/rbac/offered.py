"""What screens may show: the permissions whose endpoints are all there.

A permission alone shows nothing, so that no screen is drawn before what it asks for can answer.
"""

from collections.abc import Mapping
from typing import Final

from cloudwright.rbac.permissions import ONLOOKING, Permission
from cloudwright.rbac.roles import permitted
from cloudwright.tenancy.principal import Principal

OPERATOR: Final = "operator"
"""The capability of people who run the installation; no role has it."""

OFFERED: Mapping[Permission, frozenset[str]] = {
    Permission.ACCOUNT_USE: frozenset(
        {
            "get_account",
            "change_account",
            "change_password",
            "begin_second_factor",
            "confirm_second_factor",
            "remove_second_factor",
            "renew_recovery_codes",
            "devices",
            "sign_device_out",
            "sign_out_everywhere",
            "export_account",
            "delete_account",
        }
    ),
    Permission.DESIGNS_READ: frozenset({"list_comments", "mark_comments_read"}),
    Permission.COMMENTS_WRITE: frozenset(
        {
            "begin_comment_thread",
            "reply_to_comment",
            "settle_comment_thread",
            "reword_comment",
            "remove_comment",
        }
    ),
    Permission.SHARING_MANAGE: frozenset(
        {"list_share_links", "make_share_link", "revoke_share_link", "open_shared"}
    ),
    Permission.RUNS_START: frozenset({"quota_warning", "ask_for_more"}),
    Permission.USAGE_READ: frozenset({"get_usage", "get_usage_file", "list_quotas", "list_limits"}),
    Permission.BILLING_READ: frozenset({"get_subscription", "list_invoices"}),
    Permission.BILLING_MANAGE: frozenset({"start_checkout", "open_billing_portal"}),
    Permission.QUOTAS_MANAGE: frozenset({"list_limits", "set_limit", "remove_limit"}),
    Permission.MEMBERS_READ: frozenset({"list_members", "get_seats", "list_invitations"}),
    Permission.MEMBERS_INVITE: frozenset(
        {"get_seat_price", "invite", "resend_invitation", "withdraw_invitation"}
    ),
    Permission.MEMBERS_CHANGE: frozenset({"change_member"}),
    Permission.MEMBERS_REMOVE: frozenset({"remove_member"}),
    Permission.ORGANIZATION_MANAGE: frozenset(
        {
            "change_organization",
            "get_security",
            "change_security",
            "list_domains",
            "claim_domain",
            "verify_domain",
            "release_domain",
        }
    ),
    Permission.ORGANIZATION_DELETE: frozenset({"delete_organization"}),
    Permission.KEYS_MANAGE: frozenset({"list_api_keys", "make_api_key", "revoke_api_key"}),
    Permission.GATEWAY_READ: frozenset(
        {"list_applications", "list_provider_keys", "list_gateway_routes", "list_gateway_profiles"}
    ),
    Permission.GATEWAY_LIMITS_READ: frozenset({"list_gateway_limits"}),
    Permission.GATEWAY_MANAGE: frozenset(
        {
            "create_application",
            "change_application",
            "remove_application",
            "make_application_key",
            "change_application_key",
            "rotate_application_key",
            "end_application_secret",
            "revoke_application_key",
            "add_provider_key",
            "replace_provider_secret",
            "check_provider_key",
            "remove_provider_key",
            "set_gateway_route",
            "remove_gateway_route",
            "set_gateway_limit",
            "remove_gateway_limit",
            "set_gateway_profile",
            "remove_gateway_profile",
        }
    ),
    Permission.AUDIT_READ: frozenset({"list_audit_entries", "export_audit_entries"}),
}
"""Capability -> the operations that its screens call; a test fails when one of them is not there."""


def offered(role: str) -> tuple[str, ...]:
    """Return what the screens of a member of this role may show, sorted."""
    return tuple(sorted(permission.value for permission in permitted(role) & OFFERED.keys()))


def offered_to(principal: Principal) -> tuple[str, ...]:
    """Return what the screens of a caller may show; the platform's only to its operators."""
    own = offered(principal.role)
    if principal.onlooker is not None:
        return tuple(each for each in own if each in ONLOOKING)
    return (*own, OPERATOR) if principal.operator else own
