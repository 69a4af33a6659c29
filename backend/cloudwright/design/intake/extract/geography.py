"""Places by name: AWS Regions with the cities people say for them, and countries with the Regions inside them.

Source of Regions and their places: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
"""

from collections.abc import Mapping
from typing import get_args

from cloudwright.design.model.architecture import Region

KNOWN: frozenset[str] = frozenset(get_args(Region))

# By the AWS id, the names that people use for the place.
REGIONS: Mapping[str, str] = {
    "us-east-1": r"n(?:orth(?:ern)?|\.)? ?virginia|virginia",
    "us-east-2": r"ohio",
    "us-west-1": r"n(?:orth(?:ern)?|\.)? ?california|california|san francisco",
    "us-west-2": r"oregon|portland",
    "ca-central-1": r"montr[eé]al",
    "ca-west-1": r"calgary",
    "mx-central-1": r"quer[eé]taro",
    "sa-east-1": r"s[aã]o paulo",
    "eu-west-1": r"ireland|dublin",
    "eu-west-2": r"london",
    "eu-west-3": r"paris",
    "eu-central-1": r"frankfurt(?: am main)?",
    "eu-central-2": r"z[uü]rich",
    "eu-north-1": r"stockholm",
    "eu-south-1": r"milano?",
    "eu-south-2": r"zaragoza",
    "me-south-1": r"bahrain",
    "me-central-1": r"dubai",
    "il-central-1": r"tel aviv",
    "af-south-1": r"cape town",
    "ap-southeast-1": r"singapore",
    "ap-southeast-2": r"sydney",
    "ap-southeast-3": r"jakarta",
    "ap-southeast-4": r"melbourne",
    "ap-southeast-5": r"kuala lumpur",
    "ap-southeast-7": r"bangkok",
    "ap-northeast-1": r"tokyo",
    "ap-northeast-2": r"seoul",
    "ap-northeast-3": r"osaka",
    "ap-south-1": r"mumbai|bombay",
    "ap-south-2": r"hyderabad",
    "ap-east-1": r"hong kong",
}
# By the name in a brief, how people write the country or area.
COUNTRIES: Mapping[str, str] = {
    "EU": r"EU|E\.U\.|european union|europe|EEA|EU countries|EU member states",
    "United Kingdom": r"UK|U\.K\.|united kingdom|great britain|britain|england",
    "United States": r"USA|U\.S\.A?\.?|united states(?: of america)?|(?-i:US)|the states|america|US soil",
    "Germany": r"germany|deutschland|german (?:soil|territory|data cent\w{2}s?)",
    "Switzerland": r"switzerland|swiss (?:soil|territory|data cent\w{2}s?)|schweiz",
    "Austria": r"austria|austrian (?:soil|territory)",
    "France": r"france|french soil",
    "Ireland": r"republic of ireland|ireland",
    "Italy": r"italy",
    "Spain": r"spain",
    "Portugal": r"portugal",
    "Netherlands": r"(?:the )?netherlands|holland",
    "Belgium": r"belgium",
    "Luxembourg": r"luxembourg",
    "Sweden": r"sweden",
    "Norway": r"norway",
    "Denmark": r"denmark",
    "Finland": r"finland",
    "Poland": r"poland",
    "Czech Republic": r"czech republic|czechia",
    "Greece": r"greece",
    "Canada": r"canada|canadian (?:soil|territory|data cent\w{2}s?)",
    "Mexico": r"mexico",
    "Brazil": r"brazil",
    "Argentina": r"argentina",
    "Chile": r"chile",
    "Australia": r"australia|australian (?:soil|territory)",
    "New Zealand": r"new zealand",
    "Japan": r"japan",
    "South Korea": r"(?:south )?korea",
    "China": r"china",
    "India": r"india|indian (?:soil|territory)",
    "Indonesia": r"indonesia",
    "Malaysia": r"malaysia",
    "Singapore": r"singapore",
    "Thailand": r"thailand",
    "Israel": r"israel",
    "United Arab Emirates": r"UAE|united arab emirates|emirates",
    "Saudi Arabia": r"saudi arabia",
    "South Africa": r"south africa",
    "Turkey": r"turkey|türkiye",
}
# Regions with figures that lie in a country or area, best first.
REGIONS_IN: Mapping[str, tuple[Region, ...]] = {
    "EU": ("eu-west-1", "eu-central-1"),
    "Germany": ("eu-central-1",),
    "Ireland": ("eu-west-1",),
    "United States": ("us-east-1", "us-west-2"),
    "Singapore": ("ap-southeast-1",),
    "Japan": ("ap-northeast-1",),
}
_CONTINENTS: Mapping[str, tuple[Region, ...]] = {
    "eu": ("eu-central-1", "eu-west-1"),
    "ap": ("ap-southeast-1", "ap-northeast-1"),
    "us": ("us-east-1", "us-west-2"),
}


def nearest(region: str) -> tuple[Region, ...]:
    """Return the Regions with figures on the continent of one that has none, best first."""
    return _CONTINENTS.get(region.partition("-")[0], ())
