"""Sizes, bounds, teams, places and denials in the words of many trades, and what the system is to be."""

import pytest
from pydantic import JsonValue

from cloudwright.design.intake.read import read
from cloudwright.design.model.brief import Brief, RequirementKind

SAID: tuple[tuple[str, dict[str, JsonValue]], ...] = (
    ("scans and plans (4,1 Go)", {"data-size": 4.1}),
    ("- maps: 60 GB in total, one map loads around 20 MB", {"data-size": 60.0, "file-size": 20.0}),
    ("minutes of meetings plus drawings, about 7 GB", {"data-size": 7.0}),
    ("a database of 40 GB and an archive of 2 TB", {"data-size": 2000.0, "data-size-1": 40.0}),
    ("members upload tunes: 3 minutes, ca. 25 MB", {"file-size": 25.0}),
    ("the folder is 700 MB at the moment", {"data-size": 0.7}),
    ("a Mistral 7B", {}),
    ("p99 180ms", {"latency": 180.0}),
    ("first view under 3 seconds", {"latency": 3000.0}),
    ("an order must be on the screen within half a second", {"latency": 500.0}),
    ("99.9. Everything else can wait.", {"availability": 99.9}),
    ("if it is down, six hours is the most", {"rto": 360.0}),
    ("having lost no more than 10 minutes of work", {"rpo": 10.0}),
    ("group of 7 hospitals", {}),
    ("a group of 7", {"team-size": 7}),
    ("the team is me and one contractor", {"team-size": 2}),
    ("me and my brother", {"team-size": 2}),
    ("I build this alone in the evenings", {"team-size": 1}),
    ("SQS + Go, please", {"service-sqs-queue": "sqs_queue", "team-knows-go": "Go"}),
    ("All records physically in Norway", {"residency": "Norway"}),
    ("Data of pupils stays in Italy", {"residency": "Italy"}),
    ("EU data", {"residency": "EU"}),
    ("Portugal, all in EU.", {"residency": "EU"}),
    ("readers are nearly all in Brazil.", {}),
    ("no google analytics", {"without-google-analytics": "google analytics"}),
    ("MSK and self-managed brokers are not permitted",
     {"without-msk": "MSK", "without-brokers": "broker"}),
    ("no OpenShift", {"without-openshift": "OpenShift"}),
    ("Redshift, SageMaker and EMR are prohibited",
     {"without-redshift": "Redshift", "without-sagemaker": "SageMaker", "without-emr": "EMR"}),
    ("Kafka is not an option", {"without-kafka": "Kafka"}),
    ("never Heroku", {"without-heroku": "Heroku"}),
)  # fmt: skip
SHAPES = (
    ("docusaurus manual under our own domain", "static-site"),
    ("a geocoder as JSON API, lat/lon in, address out, no auth", "serverless-api"),
    ("a tax endpoint called by our brokers' frontend", "serverless-api"),
    ("a high score service for a mobile game", "serverless-api"),
    ("like cloud functions + firestore but on aws, an API", "serverless-api"),
    ("photos come in and a small preview of each is made", "image-pipeline"),
    ("each video gets a poster image, ffmpeg does it after the upload", "image-pipeline"),
    ("live bingo, the card moves for all at once", "chat"),
    ("couriers and the office exchange messages over open connections", "chat"),
    ("count page views and clicks ourselves", "clickstream"),
    ("lorries with a gps box sending their position, servers only in EU", "clickstream"),
    ("each newsletter has a tracking pixel; the team knows SQL", "clickstream"),
    ("when a pupil leaves, tell the library, the canteen and the bus company", "event-driven"),
    ("payments come in as events, fraud and ledger each get all of them", "event-driven"),
    ("reserve, pay, ship; if one fails give everything back in the reverse order", "saga"),
    ("fetch river levels from an open api once an hour and keep them in files", "scheduled-batch"),
    ("every 20 min poll an ftp server, drop new files in s3", "scheduled-batch"),
    ("virtual desktops joined to our Active Directory", "none"),
)


@pytest.mark.parametrize(("text", "facts"), SAID, ids=[said for said, _ in SAID])
def test_it_says_exactly_this(text: str, facts: dict[str, JsonValue]) -> None:
    stated = [r for r in read(text, Brief()).requirements if r.kind is not RequirementKind.FUNCTION]

    assert {r.id: r.value for r in stated} == facts
    assert all(r.quote in text for r in stated)


@pytest.mark.parametrize(("text", "pattern"), SHAPES, ids=[said for said, _ in SHAPES])
def test_what_it_is_to_be_is_known_by_its_words(text: str, pattern: str) -> None:
    brief = read(text, Brief())

    assert (brief.pattern if brief.confidence == "strong" else "none") == pattern
