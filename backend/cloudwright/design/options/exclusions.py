"""What a brief rules out: left out where a design can do without it, and named with the reason where not."""

from collections.abc import Mapping, Sequence

from cloudwright.design.catalog.registry import kind
from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate

# Elements without which a design still does what was asked for.
_SPARE = frozenset(
    ("alerts", "operations", "failed-images", "failed-cleanups", "undelivered", "label-jobs-dlq",
     "thumbnail-jobs-dlq", "write-jobs-dlq")
)  # fmt: skip
_NO_OTHER = {
    "lambda_function": "this shape runs its code in functions",
    "dynamodb_table": "this shape keeps its records in a table",
    "s3_bucket": "this shape keeps its files in a bucket",
    "http_api": "calls come in through it",
    "cloudfront_distribution": "a private bucket is served through it only",
}


def respecting(candidates: Sequence[Candidate], brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates that use least of what is ruled out, without spare parts of those kinds.

    What even these cannot do without is the first thing that speaks against them, with the reason.
    """
    excluded = excluded_kinds(brief)
    if not excluded:
        return tuple(candidates)
    trimmed = [_trimmed(candidate, excluded) for candidate in candidates]
    fewest = min(len(_needed(candidate, excluded)) for candidate in trimmed)
    kept = [c for c in trimmed if len(_needed(c, excluded)) == fewest]
    return tuple(_told(candidate, excluded) for candidate in kept)


def _trimmed(candidate: Candidate, excluded: Mapping[str, str]) -> Candidate:
    gone = {c.id for c in candidate.architecture.components if c.kind in excluded and c.id in _SPARE}
    if not gone:
        return candidate
    old = candidate.architecture
    smaller = Architecture.model_validate(
        {
            **{name: getattr(old, name) for name in Architecture.model_fields},
            "components": tuple(c for c in old.components if c.id not in gone),
            "connections": tuple(c for c in old.connections if not gone & {c.source, c.target}),
            "decisions": tuple(
                d.model_copy(update={"elements": tuple(e for e in d.elements if e not in gone)})
                for d in old.decisions
            ),
        }
    )
    titles = ", ".join(old.component(each).title for each in sorted(gone))
    return candidate.model_copy(
        update={"architecture": smaller, "cons": (f"Without what you ruled out: {titles}", *candidate.cons)}
    )


def _needed(candidate: Candidate, excluded: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({c.kind for c in candidate.architecture.components if c.kind in excluded}))


def _told(candidate: Candidate, excluded: Mapping[str, str]) -> Candidate:
    cons = tuple(
        f"Uses {kind(each).service} although you said '{excluded[each]}': "
        f"{_NO_OTHER.get(each, 'this shape needs it')}"
        for each in _needed(candidate, excluded)
    )
    return candidate.model_copy(update={"cons": (*cons, *candidate.cons)}) if cons else candidate
