"""The properties of a distribution."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloudwright.design.catalog.kind import Properties

Geography = Literal[
    "us_mx_ca", "eu_il", "japan", "asia_pacific", "au_nz", "india", "south_america", "za_ke_me"
]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class DistributionProperties(Properties):
    price_class: Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"] = Field(
        default="PriceClass_100",
        description="Edge locations: 100 North America and Europe, 200 adds most others, All everywhere.",
    )
    default_root_object: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,100}$")] = Field(
        default="index.html", description="The file served for the address without a path."
    )
    single_page_app: bool = Field(
        default=True,
        description="Serve the root object for paths without a file name; on the site, never on the API.",
    )
    hsts_days: Annotated[int, Field(ge=1, le=730)] = Field(
        default=365, description="Days for which browsers remember to use HTTPS only."
    )
    content_security_policy: Annotated[str, StringConstraints(max_length=1000)] = Field(
        default="", description="Content-Security-Policy header; empty: none is sent."
    )
    allowed_countries: tuple[CountryCode, ...] = Field(
        default=(), description="Two-letter countries that may connect; empty: all."
    )
    viewer_geography: Geography | None = Field(
        default=None, description="Where most viewers are, for the price; none: near the design's Region."
    )
    access_logs: bool = Field(
        default=False, description="Write who requested what to a log bucket of its own, kept 90 days."
    )
    error_rate_alarm_percent: Annotated[int, Field(ge=1, le=100)] = Field(
        default=5, description="Share of answers with status 5xx that raises an alarm."
    )
