"""AWS Systems Manager."""

from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS

PARAMETER = Translator(
    type="AWS::SSM::Parameter",
    resource="aws_ssm_parameter",
    arguments={
        "Name": "name",
        "Description": "description",
        "Type": "type",
        "Tier": "tier",
        "DataType": "data_type",
        "AllowedPattern": "allowed_pattern",
        "Value": "value",
        "Tags": TAGS,
    },
    references={"": "name", "Type": "type", "Value": "value"},
)

TRANSLATORS = (PARAMETER,)
