"""Everything computed about one design: price, review, floor and requirements, in one value."""

from cloudwright.design.model.frozen import Frozen
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.review.finding import Review
from cloudwright.design.trace.requirement import Traced


class Evaluation(Frozen):
    content_hash: str
    environment: str
    estimate: Estimate
    review: Review
    floor: SlaFloor
    requirements: tuple[Traced, ...]
