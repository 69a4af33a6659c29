"""Attributes of load balancers, which are a list of names and values."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.subject import at


def attribute(balancer: Resource, name: str) -> Value | None:
    """Return the value of a load balancer's attribute; None when it has none of that name."""
    listed = at(balancer, "LoadBalancerAttributes")
    found = listed if isinstance(listed, list | tuple) else ()
    return next(
        (item["Value"] for item in found if isinstance(item, Mapping) and item.get("Key") == name), None
    )
