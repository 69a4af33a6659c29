"""A web application: a site with a serverless API."""

from cloudwright.design.intake.question_texts import DOMAIN, SIGN_IN, TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="web-app",
    evidence={
        "static-site": 3,
        "json-api": 2,
        "key-value-store": 1,
        "sign-in": 2,
        "custom-domain": 1,
        "async-processing": 1,
        "relational-database": -3,
    },
    questions=(TRAFFIC, SIGN_IN, DOMAIN),
)
