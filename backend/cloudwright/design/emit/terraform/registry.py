"""All translators, by CloudFormation type."""

from collections.abc import Mapping

from cloudwright.design.emit.terraform.references import Addresses
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators import (
    acm,
    apigatewayv2,
    cloudfront,
    cloudwatch,
    cognito,
    dynamodb,
    events,
    iam,
    kms,
    lambda_functions,
    logs,
    route53,
    s3,
    sns,
    sqs,
    wafv2,
)

TRANSLATORS: Mapping[str, Translator] = {
    translator.type: translator
    for module in (
        acm,
        apigatewayv2,
        cloudfront,
        cloudwatch,
        cognito,
        dynamodb,
        events,
        iam,
        kms,
        lambda_functions,
        logs,
        route53,
        s3,
        sns,
        sqs,
        wafv2,
    )
    for translator in module.TRANSLATORS
}

ADDRESSES = Addresses(TRANSLATORS)
