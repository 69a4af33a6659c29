"""AWS IAM roles. Their policies are resources of their own: those arguments of the role are deprecated."""

from collections.abc import Iterable, Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Value
from cloudwright.design.emit.terraform.arns import flat
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec, is_list
from cloudwright.design.emit.terraform.scope import Scope, snake_case
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Document

_POLICY: Spec = {"PolicyName": "name", "PolicyDocument": Document("policy", "permissions")}


def inline_policies(scope: Scope, role: Resource) -> list[str]:
    """Return the addresses of the policies of a role, which CloudFormation makes together with it."""
    policies = role.properties.get("Policies", [])
    names = [p["PolicyName"] for p in policies if isinstance(p, Mapping)] if is_list(policies) else []
    labels = [_label(scope.label(role.key), str(name), count=len(names)) for name in names]
    return [f"aws_iam_role_policy.{label}" for label in labels]


def role_argument(argument: str) -> Custom:
    """Return the writer of a role whose rights the service checks at once: its policies must exist first."""

    def write(reader: Reader, name: str) -> Iterable[Item]:
        role = reader.scope.find(reader.values[name])
        if role is not None:
            reader.page.waits.extend(inline_policies(reader.scope, role))
        yield reader.argument(argument, name)

    return Custom(write)


def _label(role: str, policy: str, *, count: int) -> str:
    return role if count == 1 else f"{role}_{snake_case(policy)}"


def _inline(reader: Reader, name: str) -> Iterable[Item]:
    policies = reader.children(name)
    why = reader.why(name)
    for child in policies:
        policy_name = child.literal("PolicyName")
        label = _label(reader.label, policy_name, count=len(policies))
        spec = _POLICY
        if len(policies) > 1:
            spec = {**_POLICY, "PolicyDocument": Document("policy", f"permissions_{snake_case(policy_name)}")}
        role = Attribute("role", Token(f"{reader.address}.id"))
        written, policy = child.items(spec)
        reader.page.after.append(
            Block("resource", ("aws_iam_role_policy", label), (written, role, policy), why)
        )
        why = ""
    return ()


def _attached(reader: Reader, name: str) -> Iterable[Item]:
    policies = reader.values[name]
    if not is_list(policies):
        raise reader.refusal(name, reason="it is not a list")
    why = reader.why(name)
    for policy in policies:
        label = reader.label if len(policies) == 1 else f"{reader.label}_{_policy_name(policy)}"
        items = (
            Attribute("role", Token(f"{reader.address}.name")),
            Attribute("policy_arn", reader.scope.expression(policy)),
        )
        reader.page.after.append(Block("resource", ("aws_iam_role_policy_attachment", label), items, why))
        why = ""
    return ()


def _policy_name(policy: Value) -> str:
    """Return the last word of a managed policy's ARN, for a label."""
    last = flat(policy)[-1] if isinstance(policy, Join) else policy
    return snake_case(str(last).rpartition("/")[2])


ROLE = Translator(
    type="AWS::IAM::Role",
    resource="aws_iam_role",
    arguments={
        "RoleName": "name",
        "Description": "description",
        "Path": "path",
        "MaxSessionDuration": "max_session_duration",
        "PermissionsBoundary": "permissions_boundary",
        "AssumeRolePolicyDocument": Document("assume_role_policy", "assume_role"),
        "Policies": Custom(_inline, _POLICY),
        "ManagedPolicyArns": Custom(_attached),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn", "RoleId": "unique_id"},
    companions=("aws_iam_role_policy", "aws_iam_role_policy_attachment"),
    named="name",
)

TRANSLATORS = (ROLE,)
