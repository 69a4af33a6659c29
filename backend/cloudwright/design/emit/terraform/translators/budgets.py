"""AWS Budgets."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Expression, Item, Tuple
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_LISTS = {"SNS": "subscriber_sns_topic_arns", "EMAIL": "subscriber_email_addresses"}


def _subscribers(reader: Reader, name: str) -> Iterable[Item]:
    told: dict[str, list[Expression]] = {}
    for child in reader.children(name):
        way = child.literal("SubscriptionType")
        if set(child.values) != {"SubscriptionType", "Address"} or way not in _LISTS:
            raise child.refusal("SubscriptionType", reason="a subscriber is a topic or an e-mail address")
        told.setdefault(_LISTS[way], []).append(child.expression("Address"))
    for argument, addresses in sorted(told.items()):
        yield Attribute(argument, Tuple(tuple(addresses)), reader.why(name))


BUDGET = Translator(
    type="AWS::Budgets::Budget",
    resource="aws_budgets_budget",
    arguments={
        "Budget": Inline(
            {
                "BudgetName": "name",
                "BudgetType": "budget_type",
                "TimeUnit": "time_unit",
                "BudgetLimit": Inline({"Amount": "limit_amount", "Unit": "limit_unit"}),
            }
        ),
        "NotificationsWithSubscribers": Nested(
            "notification",
            {
                "Notification": Inline(
                    {
                        "ComparisonOperator": "comparison_operator",
                        "NotificationType": "notification_type",
                        "Threshold": "threshold",
                        "ThresholdType": "threshold_type",
                    }
                ),
                "Subscribers": Custom(_subscribers),
            },
        ),
        "ResourceTags": TAGS,
    },
    references={"": "name"},
    named="name",
)

TRANSLATORS = (BUDGET,)
