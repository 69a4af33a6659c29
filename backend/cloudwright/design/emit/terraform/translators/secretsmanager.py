"""AWS Secrets Manager."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Comment, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested

_LONGEST_RECOVERY_DAYS = 30
# What CloudFormation generates; Terraform would keep it in its state, so that it is said and not written.
_GENERATION: Spec = dict.fromkeys(
    ("PasswordLength", "ExcludeCharacters", "SecretStringTemplate", "GenerateStringKey"), ""
)


def _name(reader: Reader, name: str) -> Iterable[Item]:
    """Write the name, and for how long a deleted secret keeps it."""
    yield reader.argument("name", name)
    days, why = (
        (_LONGEST_RECOVERY_DAYS, "")
        if reader.resource.retain
        else (0, "Gone at once, so that the environment can be made again under the same name.")
    )
    yield Attribute("recovery_window_in_days", Token(str(days)), why)


def _unwritten(reader: Reader, name: str) -> Iterable[Item]:
    given = reader.child(name)
    unknown = [each for each in given.values if each not in _GENERATION]
    if unknown:
        raise given.refusal(unknown[0])
    reader.reasons(name)
    yield Comment("No value here, or it would stand in the state: put it once, as the README says.")


SECRET = Translator(
    type="AWS::SecretsManager::Secret",
    resource="aws_secretsmanager_secret",
    arguments={
        "Name": Custom(_name),
        "Description": "description",
        "KmsKeyId": "kms_key_id",
        "GenerateSecretString": Custom(_unwritten, _GENERATION),
        "Tags": TAGS,
    },
    references={"": "arn", "Id": "arn"},
    named="name",
)

ROTATION = Translator(
    type="AWS::SecretsManager::RotationSchedule",
    resource="aws_secretsmanager_secret_rotation",
    arguments={
        "SecretId": "secret_id",
        "RotationLambdaARN": "rotation_lambda_arn",
        "RotateImmediatelyOnUpdate": "rotate_immediately",
        "RotationRules": Nested(
            "rotation_rules",
            {
                "AutomaticallyAfterDays": "automatically_after_days",
                "Duration": "duration",
                "ScheduleExpression": "schedule_expression",
            },
        ),
    },
    references={"": "id"},
)

TRANSLATORS = (SECRET, ROTATION)
