"""The standard alarms of a file system."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.files.properties import FileSystemProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext

_NAMESPACE = "AWS/EFS"
_LEAST_CREDIT_BYTES = 192 * 1024**3  # less than half an hour of bursting at 100 MiB a second


def alarms(_: LoweringContext, element: Element[FileSystemProperties]) -> Sequence[AlarmSpec]:
    """Return operations near their most and, with bursting throughput, credit used up."""
    return tuple(_alarms(element))


def _alarms(element: Element[FileSystemProperties]) -> Iterator[AlarmSpec]:
    title, percent = element.component.title, element.properties.io_alarm_percent
    dimensions: Mapping[str, Value] = {"FileSystemId": Ref(references.file_system(element.id))}
    yield AlarmSpec(
        part="operations",
        title=f"{title}: operations near their most",
        namespace=_NAMESPACE,
        metric="PercentIOLimit",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=percent,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"Over {percent:g} % of the operations a second were in use for 15 minutes.",
        first_look="MetadataIOBytes: who lists folders or opens many small files.",
    )
    if element.properties.throughput == "bursting":
        yield AlarmSpec(
            part="credit",
            title=f"{title}: burst credit low",
            namespace=_NAMESPACE,
            metric="BurstCreditBalance",
            dimensions=dimensions,
            statistic="Minimum",
            threshold=_LEAST_CREDIT_BYTES,
            comparison="LessThanThreshold",
            evaluation_periods=3,
            meaning="The file system soon falls back to its base throughput, 50 KiB a second for each GiB.",
            first_look="TotalIOBytes for what changed; then `throughput: elastic`.",
        )
