"""What is said off the path: plainly, with what can be done instead, and never for long."""

from cloudwright.agents.designer.wording import REFUSED
from cloudwright.design.intake.asking.asides import another_cloud
from cloudwright.design.intake.asking.topic import Aside

_NEAREST = {
    "azure ad": "Cognito, with the directory as its identity provider (OIDC or SAML)",
    "entra": "Cognito, with the directory as its identity provider (OIDC or SAML)",
    "active directory": "Cognito, with the directory as its identity provider (OIDC or SAML)",
    "azure functions": "Lambda", "blob storage": "S3", "app service": "Fargate",
    "firestore": "DynamoDB", "firebase": "DynamoDB, Cognito and S3", "cosmos": "DynamoDB", "bigquery": "Athena over S3",
    "cloud run": "Fargate", "cloud functions": "Lambda", "app engine": "Fargate", "gke": "containers on Fargate", "aks": "containers on Fargate",
    "vercel": "CloudFront over S3, with Lambda behind it", "netlify": "CloudFront over S3", "heroku": "Fargate over RDS",
    "cloudflare": "CloudFront and WAF", "supabase": "Aurora PostgreSQL and Cognito",
}  # fmt: skip
_MODEL = "With a model key set by the operator, a language model answers freely from the same tools."

SAID = {
    Aside.ACCOUNT: f"{REFUSED} Nothing was changed.",
    Aside.INJECTION: (
        "I do not do that. I am rules without hidden instructions, I read only this project, and no message can widen what "
        "I may do. Nothing was changed. Ask about the design, or say what it should do differently."
    ),
    Aside.SECRET: (
        "That looks like a secret, so I did not use it, and I need none: nothing here signs in anywhere. It stands in this "
        "conversation now, so rotate it. For one that the system needs, say 'add a secret' and its value is set "
        "after deploying, by you. Nothing was changed."
    ),
    Aside.PROMISE: (
        "No: I promise nothing. Prices are AWS's list prices on stated assumptions, the SLA floor is what AWS refunds "
        "below, and neither is legal advice; only AWS's contract binds, and only your lawyer says what the law asks. What I can "
        "give are the figures with their sources, the range, and an alert on the budget. Nothing was changed."
    ),
    Aside.IDENTITY: (
        "I am Cloudwright's built-in designer: rules, no language model. I turn plain English into whole AWS designs, change them "
        f"on order, and answer from computed figures: costs, limits, failures, access, reasons. {_MODEL}"
    ),
    Aside.PRIVACY: (
        "What you type stays in this project, on the machine that runs Cloudwright; the built-in designer is rules and "
        "sends nothing anywhere. With a model key set by the operator, messages go to that provider through the gateway, "
        "which logs each call. No secret belongs in a message."
    ),
    Aside.THANKS: "Good. The design stands as it is; say what to change, ask about it, or say 'build the bundle'.",
    Aside.SMALL_TALK: (
        "I know nothing about that: I design systems on AWS and answer questions about them. "
        f"{_MODEL} Nothing was changed."
    ),
}  # fmt: skip


def said(aside: Aside, text: str) -> str:
    """Return the answer to what is off the path."""
    return elsewhere(text) if aside is Aside.OTHER_CLOUD else SAID[aside]


def elsewhere(text: str) -> str:
    """Say that only AWS is designed here, with the nearest thing on AWS where there is one."""
    named = another_cloud(text)
    if not named:
        return ""
    nearest = next((there for word, there in _NEAREST.items() if word in text.lower()), "")
    instead = f" The nearest on AWS: {nearest}." if nearest else ""
    return (
        f"I design for AWS only, so I have no shapes and no prices for {named}, and will not guess them.{instead} "
        "The containers, PostgreSQL and plain files of a design would move; what speaks AWS's own interfaces would not. "
        "Nothing was changed."
    )
