"""How the addresses of a VPC are divided: the same tier in the same zone always has the same block."""

from collections.abc import Sequence
from ipaddress import IPv4Network

from cloudwright.design.model.architecture import SubnetTier

ZONES = "abc"  # the keys of the zones in a design: the first, second and third of the Region
LARGEST_PREFIX = 16
SMALLEST_PREFIX = 19  # below it a public subnet has no room for a load balancer (8 free addresses)
_WIDE_BITS = 4  # private subnets: a sixteenth of the VPC each
_NARROW_BITS = 8  # public and isolated ones: all within the first sixteenth
_FIRST_NARROW = {SubnetTier.PUBLIC: 0, SubnetTier.ISOLATED: 8}


def subnet_blocks(cidr: str, tier: SubnetTier, *, zones: int) -> Sequence[str]:
    """Return one block for each zone; raises ValueError when the text is no network of a usable size."""
    network = IPv4Network(cidr)
    if not LARGEST_PREFIX <= network.prefixlen <= SMALLEST_PREFIX:
        raise ValueError(f"a VPC has a prefix from /{LARGEST_PREFIX} to /{SMALLEST_PREFIX}")
    if tier is SubnetTier.PRIVATE:
        blocks = [*network.subnets(prefixlen_diff=_WIDE_BITS)][1:]
    else:
        blocks = [*network.subnets(prefixlen_diff=_NARROW_BITS)][_FIRST_NARROW[tier] :]
    return [str(block) for block in blocks[:zones]]
