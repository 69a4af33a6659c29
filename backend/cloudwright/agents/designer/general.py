"""What can be said on a topic before there is a design: general, short, and said to be so."""

from collections.abc import Mapping

from cloudwright.agents.answers.limits import SECONDS_A_MINUTE, plain
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.asking.topic import Asked, Loss, Topic

_NO_DESIGN = "There is no design yet, so in general:"
_NEXT = "Say what the system does, for whom and how much it is used; then this is answered from the design, with figures."
_SAID: Mapping[Topic | Loss, str] = {
    Loss.ZONE: "Lambda, DynamoDB, S3 and SQS span the availability zones of a Region by themselves; servers, containers and databases stand in two zones here, with a standby that takes over.",
    Loss.REGION: "a design stands in one Region and is down with it; backups can be copied to another Region, and the bundle deploys there too.",
    Loss.COMPONENT: "what works behind a queue can be down without loss, what a caller waits for cannot.",
    Topic.COST: "the bill follows the load: serverless parts start near nothing in USD a month, a load balancer, a NAT gateway or a database are paid for by the hour.",
    Topic.COST_IDLE: "serverless parts cost next to nothing in USD while idle; load balancers, NAT gateways, servers and databases cost the same day and night.",
    Topic.WHY_NOT: "a database (DynamoDB, RDS or Aurora), a server or a container is in a design where a requirement calls for it; each choice is recorded with what was rejected and what that costs.",
    Topic.WHY: "a service is chosen where a requirement calls for it, and the choice is recorded with what was rejected and when that would win.",
    Topic.SLA: "the SLA floor is the product in % of what AWS commits to for each service on the way of a request.",
    Topic.EXPOSURE: "only the way in is public, over TLS; databases and servers stand in private subnets, buckets block public access.",
    Topic.ACCESS: "only the roles of the parts that need it can read or write, each by least privilege; nothing is public but the way in.",
    Topic.ENCRYPTION: "everything is encrypted at rest, with AWS's key or your own (KMS), and travels by TLS.",
    Topic.SECURITY: "roles with least privilege, private subnets, encryption at rest and TLS on the way, and rules that look for findings.",
    Topic.SHELL: "there is no SSH and no open port 22: servers stand in private subnets and are reached by Session Manager, functions and containers have no machine to log in to.",
    Topic.BACKUPS: "tables and databases can be restored to any second of the last days, buckets keep earlier versions.",
    Topic.RECOVERY: "tables and databases go back to shortly before (RPO); a lost zone means a failover, a lost Region a new deployment (RTO).",
    Topic.LIMITS: "each service has quotas, such as calls a second or executions at once; a design is held against them at its peak load.",
    Topic.SCALING: "serverless parts grow with each call; containers and servers grow by rules between a smallest and a largest number.",
    Topic.FEASIBLE: "a Lambda function ends after {most_minutes} minutes; longer work goes into steps of a workflow or into containers.",
    Topic.FAILURE: "what works behind a queue waits and is tried again, and ends in a dead-letter queue when it keeps failing; an alarm tells by mail.",
    Topic.LOGS: "alarms tell a topic, and that sends mail; logs are kept in CloudWatch.",
    Topic.LOCATION: "data stays in the Region of the design, but for what a CDN caches elsewhere.",
    Topic.COMPLIANCE: "no design is compliant by itself (GDPR, HIPAA, PCI DSS, SOC 2): it covers controls, an auditor judges you.",
    Topic.DEPLOY: "I write a bundle of Terraform and CloudFormation; deploying it is yours, I never touch an account.",
    Topic.LOCK_IN: "containers, PostgreSQL and files move; what speaks AWS's own interfaces would be rewritten. The code of the bundle is yours.",
}


def said(asked: Asked) -> str:
    """Return a general answer, or nothing where there is none."""
    found = _SAID.get(asked.loss or asked.topic or Topic.SERVICES, "")
    minutes = load_facts().limit_number("Lambda", "function_timeout_max") / SECONDS_A_MINUTE
    return f"{_NO_DESIGN} {found.format(most_minutes=plain(minutes))}\n\n{_NEXT}" if found else ""
