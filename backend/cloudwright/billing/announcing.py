"""What who pays is told when their standing changes."""

from collections.abc import Iterator

from cloudwright.billing.catalogue import plan
from cloudwright.billing.schemas import Catalogue, PlanStatus, Standing
from cloudwright.notifications.schemas import Message, PaymentFailed, PlanChanged


def announcements(
    before: Standing, after: Standing, *, to: str, catalogue: Catalogue, page: str
) -> Iterator[Message]:
    """Yield a message for another plan, and one for a payment that failed."""
    name = plan(catalogue, after.plan).name
    if after.plan is not before.plan:
        was = plan(catalogue, before.plan).name
        yield Message(to=to, content=PlanChanged(before=was, after=name, seats=after.seats or 0, link=page))
    if after.status is PlanStatus.PAST_DUE and before.status is not PlanStatus.PAST_DUE and after.kept_until:
        kept = f"{after.kept_until.day} {after.kept_until:%B %Y}"
        yield Message(to=to, content=PaymentFailed(plan=name, kept_until=kept, link=page))
