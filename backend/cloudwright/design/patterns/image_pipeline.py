"""An image pipeline: uploads straight to storage, and thumbnails made in the background."""

from dataclasses import dataclass
from enum import StrEnum

from cloudwright.design.model.architecture import Architecture, Component, Connection, Decision, Region
from cloudwright.design.model.verbs import Verb
from cloudwright.design.patterns.parts import component, connection, watched

PATTERN = "image-pipeline"


class Trigger(StrEnum):
    """How an upload starts the work."""

    DIRECT = "direct"  # the bucket runs the function
    QUEUED = "queued"  # a queue in between
    FANNED_OUT = "fanned-out"  # a topic and one queue per kind of work


@dataclass(frozen=True, slots=True)
class ImagePipeline:
    name: str
    title: str
    region: Region
    trigger: Trigger = Trigger.QUEUED
    sign_in: bool = False
    public: bool = False  # somebody decided that anybody may upload
    customer_key: bool = False
    announce: bool = False
    nightly_cleanup: bool = False


def image_pipeline(choice: ImagePipeline) -> Architecture:
    """Return the whole design for one set of choices."""
    groups = [_intake(public=choice.public), _results(), _TRIGGERS[choice.trigger]()]
    if choice.sign_in:
        groups.append(_sign_in())
    if choice.announce:
        groups.append(_announcement())
    if choice.nightly_cleanup:
        groups.append(_cleanup())
    if choice.customer_key:
        groups.append(_customer_key())
    groups.append(watched(*_watched_elements(choice)))
    return Architecture(
        name=choice.name,
        title=choice.title,
        region=choice.region,
        pattern=PATTERN,
        components=tuple(c for components, _ in groups for c in components),
        connections=tuple(c for _, connections in groups for c in connections),
        decisions=_decisions(choice),
    ).canonical()


_Group = tuple[tuple[Component, ...], tuple[Connection, ...]]


def _intake(*, public: bool) -> _Group:
    return _intake_components(), _intake_connections(public=public)


def _intake_components() -> tuple[Component, ...]:
    return (
        component(
            "uploaders", "external_actor", title="Uploaders", purpose="People or apps that send images."
        ),
        component(
            "api",
            "http_api",
            title="Upload API",
            purpose="Hands out permission to upload one file.",
            because=("file-upload",),
        ),
        component(
            "upload-signer",
            "lambda_function",
            title="Upload signer",
            purpose="Checks the request and signs an address for one upload; files never pass the API.",
            because=("file-upload",),
        ),
        component(
            "originals",
            "s3_bucket",
            title="Originals",
            purpose="Keeps the images as they were sent.",
            because=("file-upload", "image-processing"),
        ),
    )


def _intake_connections(*, public: bool) -> tuple[Connection, ...]:
    return (
        connection(
            "uploaders",
            Verb.REQUESTS,
            "api",
            step=1,
            sentence="The app asks for permission to upload one image.",
        ),
        connection(
            "api",
            Verb.INVOKES,
            "upload-signer",
            step=2,
            sentence="The signer checks the request and signs an address that is valid for minutes.",
            properties={"route": "POST /uploads", **({"public": True} if public else {})},
        ),
        connection("upload-signer", Verb.WRITES, "originals", per_call="0"),
        connection(
            "uploaders",
            Verb.REQUESTS,
            "originals",
            step=3,
            sentence="The app sends the image straight to storage.",
        ),
    )


def _results() -> _Group:
    components = (
        component(
            "thumbnail-worker",
            "lambda_function",
            title="Thumbnail worker",
            purpose="Makes the thumbnails of one image.",
            because=("image-processing",),
            properties={"memory_mb": 1024, "timeout_seconds": 60, "average_duration_ms": 1500},
        ),
        component(
            "thumbnails",
            "s3_bucket",
            title="Thumbnails",
            purpose="Keeps the finished thumbnails.",
            because=("image-processing",),
        ),
        component(
            "images",
            "dynamodb_table",
            title="Images",
            purpose="Knows every image, its state and its thumbnails.",
            because=("image-processing",),
        ),
    )
    connections = (
        connection(
            "thumbnail-worker", Verb.READS, "originals", step=6, sentence="The worker loads the original."
        ),
        connection(
            "thumbnail-worker", Verb.WRITES, "thumbnails", step=7, sentence="It stores the thumbnails."
        ),
        connection(
            "thumbnail-worker", Verb.WRITES, "images", step=8, sentence="It records that the image is ready."
        ),
    )
    return components, connections


def _direct() -> _Group:
    failures = _queue(
        "failed-images", "Failed images", "Keeps the events of images that could not be worked on."
    )
    connections = (
        connection(
            "originals",
            Verb.NOTIFIES,
            "thumbnail-worker",
            step=4,
            sentence="Storage runs the worker for each new image; Lambda retries twice.",
        ),
        connection("thumbnail-worker", Verb.DEAD_LETTERS, "failed-images"),
    )
    return (failures,), connections


def _queued() -> _Group:
    components = (
        _queue("thumbnail-jobs", "Thumbnail jobs", "Holds one job per image until a worker is free."),
        _queue("thumbnail-jobs-dlq", "Failed thumbnail jobs", "Keeps jobs that failed five times."),
    )
    connections = (
        connection(
            "originals",
            Verb.NOTIFIES,
            "thumbnail-jobs",
            step=4,
            sentence="Storage puts a job into the queue for each new image.",
        ),
        connection("thumbnail-jobs", Verb.DEAD_LETTERS, "thumbnail-jobs-dlq"),
        connection(
            "thumbnail-worker",
            Verb.CONSUMES,
            "thumbnail-jobs",
            step=5,
            sentence="The worker takes jobs as fast as it can work, never faster.",
        ),
    )
    return components, connections


def _fanned_out() -> _Group:
    queued, jobs = _queued()
    components = (
        *queued,
        component(
            "uploads",
            "sns_topic",
            title="New uploads",
            purpose="Tells every kind of work about a new image, so that more can be added easily.",
            because=("event-fan-out",),
        ),
        _queue("undelivered", "Undelivered uploads", "Keeps announcements that no queue took."),
        _queue("label-jobs", "Label jobs", "Holds one labelling job per image."),
        _queue("label-jobs-dlq", "Failed label jobs", "Keeps labelling jobs that failed five times."),
        component(
            "label-worker",
            "lambda_function",
            title="Label worker",
            purpose="Reads size, format and camera data of one image.",
            because=("event-fan-out",),
        ),
    )
    connections = (
        connection(
            "originals", Verb.NOTIFIES, "uploads", step=4, sentence="Storage announces each new image."
        ),
        connection("uploads", Verb.NOTIFIES, "thumbnail-jobs"),
        connection("uploads", Verb.NOTIFIES, "label-jobs"),
        connection("uploads", Verb.DEAD_LETTERS, "undelivered"),
        connection("label-jobs", Verb.DEAD_LETTERS, "label-jobs-dlq"),
        connection("label-worker", Verb.CONSUMES, "label-jobs"),
        connection("label-worker", Verb.READS, "originals"),
        connection("label-worker", Verb.WRITES, "images"),
        *(c for c in jobs if c.source != "originals"),
    )
    return components, connections


_TRIGGERS = {Trigger.DIRECT: _direct, Trigger.QUEUED: _queued, Trigger.FANNED_OUT: _fanned_out}


def _queue(queue_id: str, title: str, purpose: str) -> Component:
    return component(queue_id, "sqs_queue", title=title, purpose=purpose, because=("async-processing",))


def _sign_in() -> _Group:
    users = component(
        "users",
        "cognito_user_pool",
        title="User directory",
        purpose="Signs people in and issues the tokens that the upload API checks.",
        because=("sign-in",),
    )
    return (users,), (connection("api", Verb.AUTHENTICATES, "users"),)


def _announcement() -> _Group:
    topic = component(
        "thumbnail-ready",
        "sns_topic",
        title="Thumbnails ready",
        purpose="Tells other systems when an image is finished.",
        because=("notifications",),
    )
    tells = connection(
        "thumbnail-worker", Verb.PUBLISHES, "thumbnail-ready", step=9, sentence="It announces the result."
    )
    return (topic,), (tells,)


def _cleanup() -> _Group:
    components = (
        component(
            "nightly",
            "eventbridge_rule",
            title="Every night",
            purpose="Starts the cleanup once a day.",
            because=("scheduled-job",),
            properties={"schedule": "cron(0 3 * * ? *)"},
        ),
        component(
            "cleanup",
            "lambda_function",
            title="Cleanup",
            purpose="Forgets images whose upload was never finished.",
            because=("scheduled-job",),
        ),
        _queue("failed-cleanups", "Failed cleanups", "Keeps the events of cleanups that did not run."),
    )
    connections = (
        connection("nightly", Verb.INVOKES, "cleanup"),
        connection("cleanup", Verb.WRITES, "images", per_call="100"),
        connection("cleanup", Verb.DEAD_LETTERS, "failed-cleanups"),
    )
    return components, connections


def _customer_key() -> _Group:
    key = component(
        "data-key",
        "kms_key",
        title="Data key",
        purpose="Encrypts the image records with a key whose use you control and can see in the audit log.",
        because=("encryption-customer-key",),
    )
    return (key,), (connection("data-key", Verb.ENCRYPTS, "images"),)


def _watched_elements(choice: ImagePipeline) -> tuple[str, ...]:
    found = ["api", "upload-signer", "thumbnail-worker", "images"]
    found += (
        ["failed-images"] if choice.trigger is Trigger.DIRECT else ["thumbnail-jobs", "thumbnail-jobs-dlq"]
    )
    if choice.trigger is Trigger.FANNED_OUT:
        found += ["uploads", "undelivered", "label-worker", "label-jobs", "label-jobs-dlq"]
    if choice.nightly_cleanup:
        found += ["cleanup", "failed-cleanups"]
    return tuple(found)


def _decisions(choice: ImagePipeline) -> tuple[Decision, ...]:
    uploads = Decision(
        id="uploads",
        title="Uploads go straight to storage",
        choice="The API signs an address; the file itself never passes it.",
        context="An HTTP API takes at most 10 MB a request, and a function is paid while it waits.",
        consequences="Any size that S3 takes; the app makes two requests instead of one.",
        alternatives=(
            "Sending the file through the API: one request, but limited in size and paid by time.",
        ),
        revisit_when="Files must be inspected before they are stored at all.",
        elements=("api", "upload-signer", "originals"),
        because=("file-upload",),
    )
    return (uploads, _TRIGGER_DECISIONS[choice.trigger])


_TRIGGER_DECISIONS = {
    Trigger.DIRECT: Decision(
        id="trigger",
        title="Storage runs the worker directly",
        choice="Each new image runs the worker; what fails three times is kept in a queue.",
        context="The fewest parts that still lose nothing.",
        consequences="A burst runs as many workers as Lambda allows at once; there is no backlog to look at.",
        alternatives=("A queue in between: bursts wait, and the backlog can be seen.",),
        revisit_when="Bursts hit the concurrency limit, or the work must be slowed down on purpose.",
        elements=("originals", "thumbnail-worker", "failed-images"),
        because=("image-processing",),
    ),
    Trigger.QUEUED: Decision(
        id="trigger",
        title="A queue between storage and worker",
        choice="Each new image becomes a job in a queue; the worker takes jobs at its own pace.",
        context="Uploads come in bursts, and no image may be lost.",
        consequences="A burst waits instead of failing; what fails five times is kept and raises an alarm.",
        alternatives=("Running the worker directly: one part fewer, but bursts can be throttled.",),
        revisit_when="A second kind of work needs the same images.",
        elements=("thumbnail-jobs", "thumbnail-jobs-dlq"),
        because=("async-processing",),
    ),
    Trigger.FANNED_OUT: Decision(
        id="trigger",
        title="A topic with one queue per kind of work",
        choice="Storage announces each image on a topic; each kind of work has its own queue.",
        context="Several kinds of work need every image, now or soon.",
        consequences="Another kind of work is added without touching these; there is more to watch.",
        alternatives=("One queue: fewer parts, enough for a single kind of work.",),
        revisit_when="There is only one kind of work after all.",
        elements=("uploads", "thumbnail-jobs", "label-jobs"),
        because=("event-fan-out",),
    ),
}
