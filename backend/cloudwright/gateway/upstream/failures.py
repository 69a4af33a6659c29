"""Failures of calls to providers: what they are, how they are read and what applications are told."""

from cloudwright.gateway.upstream.kinds import Failed, Failure, FailureKind, failed
from cloudwright.gateway.upstream.provider_errors import failure
from cloudwright.gateway.upstream.refusals import refusal

__all__ = ["Failed", "Failure", "FailureKind", "failed", "failure", "refusal"]
