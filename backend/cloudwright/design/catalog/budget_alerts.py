"""The AWS Budgets alert for a stated budget: who owns it, who is told, and at which share of the money."""

from cloudwright.design.blueprint.graph import Parameter, Resource
from cloudwright.design.blueprint.values import Param, Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.kind import Lowered, LoweringContext
from cloudwright.design.catalog.naming import name_away_from_home
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.budget import Budget, spoken
from cloudwright.design.model.verbs import Verb

SERVICE = "budgets.amazonaws.com"
RESOURCE_TYPE = "AWS::Budgets::Budget"
NAME_CHARACTERS = 100  # BudgetName in the API reference of AWS Budgets
AMOUNT = "MonthlyBudget"
EMAIL = "BudgetEmail"
_EMAIL_PATTERN = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_ALARMS = "cloudwatch_alarms"
# (what is compared, percent of the budget). A forecast needs some weeks of bills before it says anything.
_NOTIFICATIONS = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))


def alert(context: LoweringContext) -> tuple[str, Lowered] | None:
    """Return the element that owns the alert, and the alert; None where no budget holds.

    Only production has one: the stated budget is about its bill, and because a budget covers the whole
    account, a second one for `dev` would tell the same people the same thing about the same bill.
    """
    owner = _owner(context)
    if context.budget is None or owner is None:
        return None
    topic = _topic(context)
    parameters = (_amount(context.budget, owner), *(() if topic else (_email(owner),)))
    return owner, Lowered(resources=(_budget(context, context.budget, owner=owner),), parameters=parameters)


def tells(context: LoweringContext, topic_id: str) -> bool:
    """Say whether AWS Budgets publishes to the topic."""
    return context.budget is not None and _owner(context) is not None and _topic(context) == topic_id


def _owner(context: LoweringContext) -> str | None:
    """The set of alarms that tells a topic, else any set, else the first element that is created at all."""
    if context.environment is not Environment.PROD:
        return None
    created = [
        e.id
        for e in context.elements.values()
        if not e.component.existing and context.kinds[e.component.kind].resource_types
    ]
    sets = [i for i in created if context.elements[i].component.kind == _ALARMS]
    telling = [i for i in sets if _told_by(context, i)]
    return min(telling or sets or created, default=None)


def _topic(context: LoweringContext) -> str | None:
    owner = _owner(context)
    return None if owner is None else min(_told_by(context, owner), default=None)


def _told_by(context: LoweringContext, set_id: str) -> tuple[str, ...]:
    """Topics that the set alerts and that this design makes: nobody here can open the policy of another's."""
    alerted = (c.target for c in context.architecture.outgoing(set_id) if c.verb is Verb.ALERTS)
    return tuple(t for t in alerted if not context.elements[t].component.existing)


def _budget(context: LoweringContext, budget: Budget, *, owner: str) -> Resource:
    topic = _topic(context)
    return Resource(
        key=ResourceKey(owner, "budget"),
        type=RESOURCE_TYPE,
        properties={
            "Budget": {
                "BudgetName": name_away_from_home(context, "monthly-budget", limit=NAME_CHARACTERS),
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": Param(AMOUNT), "Unit": "USD"},
            },
            "NotificationsWithSubscribers": _notifications(topic),
        },
        depends_on=(ResourceKey(topic, "topic-policy"),) if topic else (),
        comments={"": _WHOLE_ACCOUNT, "Budget.BudgetLimit.Amount": _stated(budget)},
        area="alarms",
    )


_WHOLE_ACCOUNT = (
    "It counts the whole account: filtered by a tag, it would say nothing until somebody activates the tag "
    "for billing."
)


def _notifications(topic: str | None) -> Value:
    subscriber: Value = (
        {"SubscriptionType": "SNS", "Address": Ref(references.topic(topic))}
        if topic
        else {"SubscriptionType": "EMAIL", "Address": Param(EMAIL)}
    )
    return [
        {
            "Notification": {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": percent,
                "ThresholdType": "PERCENTAGE",
            },
            "Subscribers": [subscriber],
        }
        for kind, percent in _NOTIFICATIONS
    ]


def _stated(budget: Budget) -> str:
    if not budget.foreign:
        return f"Stated as {budget.words} a month."
    if budget.usd is None:
        return f"Stated as {budget.words} a month, for which no exchange rate is known here."
    rate = f"{budget.conversion} US dollars for one {budget.said.currency}"
    return f"Stated as {spoken(budget.said)} a month: {rate}. AWS bills in dollars."


def _in_ascii(budget: Budget) -> str:
    """Return the budget by its currency's code: CloudFormation shows other characters as question marks."""
    return f"{budget.said} ({budget.conversion})" if budget.conversion else str(budget.said)


def _amount(budget: Budget, owner: str) -> Parameter:
    return Parameter(
        name=AMOUNT,
        description=f"Monthly budget of the account in US dollars, stated as {_in_ascii(budget)}",
        type="Number",
        default=budget.whole_dollars,
        example="100",
        group="Budget",
        element_id=owner,
    )


def _email(owner: str) -> Parameter:
    return Parameter(
        name=EMAIL,
        description="E-mail address that is told when the month costs more than it should",
        pattern=_EMAIL_PATTERN,
        example="finance@example.com",
        group="Budget",
        element_id=owner,
    )
