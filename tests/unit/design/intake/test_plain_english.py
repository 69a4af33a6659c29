"""Teams, loads, sizes, recovery, places and denials as people put them, and the shape that they ask for."""

import pytest
from pydantic import JsonValue

from cloudwright.design.intake.read import read
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.trace.beyond import BEYOND

# (sentence, requirement id and value of all that it states, what the system does left out)
SAID: tuple[tuple[str, dict[str, JsonValue]], ...] = (
    ("We get roughly 3 lakh orders per month", {"traffic": 300000}),
    ("Traffic: 5k-8k visits daily", {"traffic": 243333}),
    ("2,5 million page views/month", {"traffic": 2500000}),
    ("around 400 req/sec at peak, 50 req/sec on average", {"traffic": 131400000}),
    ("We handle 12 000 invoices a week", {"traffic": 52143}),
    ("each of our 2,500 drivers sends a GPS ping every 30 seconds", {"users": 2500, "traffic": 219000000}),
    ("900 smart meters report every 15 minutes", {"traffic": 2628000}),
    ("80 employees, everyone opens about 25 pages a day", {"users": 80, "traffic": 60833}),
    ("20 requests a second, weekdays from 8 am to 6 pm", {"traffic": 15600000}),
    ("30 requests per minute during business hours", {"traffic": 312000}),
    ("10 orders an hour 24/7", {"traffic": 7300}),
    ("a quarter of a million emails a year", {"traffic": 20833}),
    ("on weekdays we see 4,000 tickets a day", {"traffic": 86667}),
    ("12k uploads per day of 3 MB each", {"traffic": 365000, "file-size": 3.0}),
    ("up to 5 million events per hour in the worst case, normally 200k per hour", {"traffic": 146000000}),
    ("55,000 registered users", {"users": 55000}),
    ("1.2 crore users", {"users": 12000000}),
    ("three hundred patients", {"users": 300}),
    ("We are three developers", {"team-size": 3}),
    ("a two-person startup", {"team-size": 2}),
    ("I'm a solo founder who codes in Ruby", {"team-size": 1, "team-knows-ruby": "Ruby"}),
    ("five people on the team, all Java", {"team-size": 5, "team-knows-java": "Java"}),
    ("our dev team (6) knows Go and Terraform",
     {"team-size": 6, "team-knows-go": "Go", "team-knows-terraform": "Terraform"}),
    ("my colleague and I know PHP", {"team-knows-php": "PHP"}),
    ("a team of a dozen engineers", {"team-size": 12}),
    ("we have 4 backend devs and 2 frontend devs", {"team-size": 6}),
    ("the two of us have used Python for years", {"team-size": 2, "team-knows-python": "Python"}),
    ("just me and my laptop", {"team-size": 1}),
    ("Our admins are experienced with Docker", {"team-knows-docker": "Docker"}),
    ("our stored data is about 2 TiB", {"data-size": 2199.023255552}),
    ("database of 40 gigs", {"data-size": 40.0}),
    ("200 GB of documents, growing by 10 GB a month", {"data-size": 200.0}),
    ("messages are around 2 KB", {"payload": 2.0}),
    ("payload up to 256 KB", {"payload": 256.0}),
    ("images average 800 KB", {"file-size": 0.8}),
    ("videos of 1.5 GB each", {"file-size": 1500.0}),
    ("CSV files between 20 and 50 MB", {"file-size": 50.0}),
    ("300 byte records", {"payload": 0.3}),
    ("5 TB archive", {"data-size": 5000.0}),
    ("The site may be down for up to 4 hours", {"rto": 240.0}),
    ("must recover within 30 minutes", {"rto": 30.0}),
    ("we need to be back online in 2 hours", {"rto": 120.0}),
    ("an outage of one hour is acceptable", {"rto": 60.0}),
    ("maximum tolerable downtime: 15 minutes", {"rto": 15.0}),
    ("losing up to an hour of data is ok", {"rpo": 60.0}),
    ("we can afford to lose 10 minutes of data", {"rpo": 10.0}),
    ("no data loss allowed", {"rpo": 0.0}),
    ("RPO 5 min / RTO 1 h", {"rpo": 5.0, "rto": 60.0}),
    ("RTO: 2h", {"rto": 120.0}),
    ("at most one day of data may be lost", {"rpo": 1440.0}),
    ("response time under half a second", {"latency": 500.0}),
    ("pages load in less than 2s", {"latency": 2000.0}),
    ("p99 latency 150 ms", {"latency": 150.0}),
    ("search results within 1.5 seconds", {"latency": 1500.0}),
    ("99.95 percent uptime", {"availability": 99.95}),
    ("three nines is enough", {"availability": 99.9}),
    ("availability of 99.9", {"availability": 99.9}),
    ("data may not leave Switzerland", {"residency": "Switzerland"}),
    ("All personal data has to be stored in France", {"residency": "France"}),
    ("UK data residency", {"residency": "United Kingdom"}),
    ("hosted in Germany please", {"residency": "Germany"}),
    ("customers are in Japan", {}),
    ("EU-only", {"residency": "EU"}),
    ("data must be kept within the EU", {"residency": "EU"}),
    ("must stay on Canadian soil", {"residency": "Canada"}),
    ("deploy to Sydney", {"region": "ap-southeast-2"}),
    ("region: London", {"region": "eu-west-2"}),
    ("us-west-2 or eu-west-1", {"region": "us-west-2", "region-eu-west-1": "eu-west-1"}),
    ("in the Frankfurt region", {"region": "eu-central-1"}),
    ("Paris region", {"region": "eu-west-3"}),
    ("We don't like Kubernetes", {"without-kubernetes": "kubernetes"}),
    ("no containers or servers",
     {"without-containers": "fargate_service", "without-servers": "auto_scaling_group"}),
    ("without a database", {"without-database": "database"}),
    ("please avoid Lambda and DynamoDB",
     {"without-lambda": "lambda_function", "without-dynamodb": "dynamodb_table"}),
    ("nothing on EC2", {"without-ec2": "auto_scaling_group"}),
    ("we do not want to manage servers", {"without-servers": "auto_scaling_group"}),
    ("Postgres rather than DynamoDB", {"without-dynamodb": "dynamodb_table"}),
    ("we refuse to use Kafka", {"without-kafka": "Kafka"}),
    ("Docker is not an option", {"without-docker": "fargate_service"}),
    ("no need for a load balancer", {"without-load-balancer": "application_load_balancer"}),
    ("anything but Oracle", {"without-oracle": "Oracle"}),
    ("we're moving away from MongoDB", {"without-mongodb": "MongoDB"}),
    ("we are allergic to Kubernetes", {"without-kubernetes": "kubernetes"}),
    ("skip Cognito", {"without-cognito": "cognito_user_pool"}),
    ("not on EC2", {"without-ec2": "auto_scaling_group"}),
    ("serverless only", {}),
    ("no VMs, no Docker", {"without-vms": "auto_scaling_group", "without-docker": "fargate_service"}),
    ("we already use SQS and RDS",
     {"service-sqs-queue": "sqs_queue", "service-rds-instance": "rds_instance"}),
    ("Our domain is shop.muster.example", {"domain": "shop.muster.example"}),
    ("hosted at Route53", {"service-route53-zone": "route53_zone"}),
    ("PCI-DSS level 1", {"compliance-pci-dss": "PCI DSS"}),
    ("GDPR compliant, SOC2 Type II", {"compliance-gdpr": "GDPR", "compliance-soc-2": "SOC 2"}),
    ("we are not subject to HIPAA", {}),
    ("ISO 27001 certified", {"compliance-iso-27001": "ISO 27001"}),
    ("not more than EUR 250 per month", {"budget": 250.0}),
    ("a couple of hundred dollars a month", {"budget": 200.0}),
    ("fifty euros monthly", {"budget": 50.0}),
    ("between $200 and $300 a month", {"budget": 300.0}),
    ("$12k per year", {"budget": 1000.0}),
    ("less than a thousand dollars per month", {"budget": 1000.0}),
    ("under 1000 INR a month", {"budget": 1000.0}),
    ("keep it under two hundred pounds a month", {"budget": 200.0}),
    ("2k CHF/month", {"budget": 2000.0}),
    ("£1,5k a month", {"budget": 1500.0}),
)  # fmt: skip
SHAPES = (
    ("landing page for our product launch, just HTML and some images", "static-site"),
    ("documentation site generated by Hugo, on our own domain", "static-site"),
    ("a brochure site for a restaurant with opening hours and a menu", "static-site"),
    ("host my resume", "static-site"),
    ("a members area where people log in and edit their profile", "web-app"),
    ("an internal tool for expense reports, staff sign in with Google", "web-app"),
    ("SaaS for dentists: patients book appointments online, React frontend", "web-app"),
    ("something where volunteers can register for shifts", "web-app"),
    ("an online shop for handmade soap with login and a basket", "web-app"),
    ("backend for our iOS app, about 2M calls a month", "serverless-api"),
    ("public weather API with API keys and rate limits for each customer", "serverless-api"),
    ("GraphQL backend for a mobile app", "serverless-api"),
    ("webhook receiver that stores payloads", "serverless-api"),
    ("users upload selfies and we cut out the background", "image-pipeline"),
    ("PDF documents arrive, we extract text from them and store it", "image-pipeline"),
    ("convert uploaded videos to mp4 previews", "image-pipeline"),
    ("resize product pictures after upload", "image-pipeline"),
    ("our Django app runs in Docker with Postgres", "container-web"),
    ("Rails monolith in containers, MySQL and Redis", "container-web"),
    ("we have a Docker image of a Go service and a Postgres database", "container-web"),
    ("legacy .NET application on Windows servers with SQL Server", "server-web"),
    ("Magento on EC2 with MySQL", "server-web"),
    ("vendor software that must be installed on a VM, with a database", "server-web"),
    ("a live quiz where everyone sees the answers immediately", "chat"),
    ("collaborative editor, cursors of others are visible in real time", "chat"),
    ("push live scores to phones over websockets", "chat"),
    ("messenger for neighbours", "chat"),
    ("collect telemetry from 20,000 devices every minute into a data lake", "clickstream"),
    ("we want to track every click in our shop and analyse it later", "clickstream"),
    ("log events from our game, 3,000 per second, to S3 for analysis", "clickstream"),
    (
        "when an order is placed, billing, shipping and mail services must be informed independently",
        "event-driven",
    ),
    ("microservices that publish events and subscribe to others' events", "event-driven"),
    ("decouple our monolith with an event bus", "event-driven"),
    ("booking a trip needs flight, hotel and payment; if one fails the others must be cancelled", "saga"),
    ("order workflow: reserve stock, charge card, ship; compensate on failure", "saga"),
    ("onboarding in five steps with approvals, must be rolled back if any step fails", "saga"),
    ("every night import CSV files and produce a report", "scheduled-batch"),
    ("monthly invoices run: read usage, compute totals, write PDFs", "scheduled-batch"),
    ("ETL job once a day from S3 to S3", "scheduled-batch"),
    ("train a neural network on 8 GPUs", "none"),
    ("something like Netflix", "none"),
    ("hello there", "none"),
    ("move our SAP system to AWS", "none"),
)


@pytest.mark.parametrize(("sentence", "facts"), SAID, ids=[sentence for sentence, _ in SAID])
def test_a_sentence_states_these_facts_and_no_other(sentence: str, facts: dict[str, JsonValue]) -> None:
    found = read(sentence, Brief()).requirements

    assert {r.id: r.value for r in found if r.kind is not RequirementKind.FUNCTION} == facts


@pytest.mark.parametrize(("sentence", "pattern"), SHAPES, ids=[sentence for sentence, _ in SHAPES])
def test_a_wish_has_a_shape_or_honestly_none(sentence: str, pattern: str) -> None:
    brief = read(sentence, Brief())

    assert (brief.pattern if brief.confidence == "strong" else "none") == pattern


def test_a_peak_is_kept_beside_the_average_and_is_not_priced() -> None:
    brief = read("an API with 20 req/s on average, 900 req/s at peak", Brief())
    peak, load = brief.assumption("peak_requests_per_second"), brief.assumption("requests_per_month")

    assert peak is not None
    assert load is not None
    assert peak.value == 900
    assert load.value == 52_560_000


def test_two_loads_are_both_kept_and_the_larger_is_priced() -> None:
    brief = read("40,000 searches a day and 600 bookings a day", Brief())

    assert sorted(int(str(r.value)) for r in brief.of_kind(RequirementKind.TRAFFIC)) == [18_250, 1_216_667]
    assert {a.id: a.value for a in brief.assumptions}["requests_per_month"] == 1_216_667


def test_safety_without_what_it_needs_is_named() -> None:
    assert read("an API that may lose at most 5 minutes of data, without backups", Brief()).contradictions


def test_what_no_shape_holds_weakens_the_nearest_shape_and_says_what_is_missing() -> None:
    brief = read("a web app with an API on Azure", Brief())
    asked = brief.requirement("other-cloud")

    assert brief.confidence == "weak"
    assert asked is not None
    assert BEYOND[str(asked.value)].missing == "Only AWS is designed here."
