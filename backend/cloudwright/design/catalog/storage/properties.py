"""The properties of a bucket."""

from typing import Annotated, Literal

from pydantic import Field

from cloudwright.design.catalog.kind import Properties


class BucketProperties(Properties):
    versioning: bool = Field(
        default=True, description="Keep earlier versions of objects, so that an overwrite can be undone."
    )
    noncurrent_version_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=30, description="Days after which an earlier version of an object is deleted."
    )
    transition_after_days: Annotated[int, Field(ge=30, le=3650)] | None = Field(
        default=None, description="Days after which objects move to `transition_class`; none: they stay."
    )
    transition_class: Literal["STANDARD_IA", "INTELLIGENT_TIERING", "GLACIER_IR"] = Field(
        default="STANDARD_IA", description="The storage class that older objects move to."
    )
    expire_after_days: Annotated[int, Field(ge=1, le=36500)] | None = Field(
        default=None, description="Days after which objects are deleted; none: they are kept."
    )
    access_logs: bool = Field(
        default=False, description="Write S3 server access logs to a log bucket of its own."
    )
    browser_origins: tuple[str, ...] = Field(
        default=("*",),
        min_length=1,
        max_length=20,
        description="Origins of the web pages that may upload or download with signed URLs.",
    )
    retain: bool = Field(
        default=True, description="Keep the bucket and its objects when the stack is deleted."
    )
