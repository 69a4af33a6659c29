"""Rules about single resources."""

from collections.abc import Mapping

from builders.computed import a_component as component
from builders.computed import a_connection as connection
from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.rule_case import Case, Properties, differ
from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.review.subject import Subject


def _everyone(**conditions: Value) -> Statement:
    return Statement(
        sid="Open",
        actions=("x:Use",),
        resources=("*",),
        principal="*",
        conditions={"StringEquals": conditions} if conditions else {},
    )


def _open(rule_id: str, type_: str, path: str = "PolicyDocument") -> Case:
    return differ(
        rule_id,
        type_,
        {path: PolicyDocument((_everyone(),))},
        {path: PolicyDocument((_everyone(**{"aws:SourceAccount": "1"}),))},
    )


_FOUR = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_BLOCKS: Properties = dict.fromkeys(_FOUR, True)
_PLAIN_HTTP = Statement(
    sid="Tls",
    effect="Deny",
    principal="*",
    actions=("s3:*",),
    resources=("*",),
    conditions={"Bool": {"aws:SecureTransport": "false"}},
)


def _bucket_with(policy: Statement) -> Subject:
    bucket = resource("AWS::S3::Bucket", part="bucket")
    held = resource(
        "AWS::S3::BucketPolicy",
        {"Bucket": Ref(bucket.key), "PolicyDocument": PolicyDocument((policy,))},
        part="policy",
    )
    return subject(bucket, held)


_S3 = "AWS::S3::Bucket"
STORAGE = (
    differ(
        "CW-S3-001",
        _S3,
        {"PublicAccessBlockConfiguration": {**_BLOCKS, "BlockPublicPolicy": False}},
        {"PublicAccessBlockConfiguration": _BLOCKS},
    ),
    _open("CW-S3-002", "AWS::S3::BucketPolicy"),
    Case("CW-S3-003", _bucket_with(_everyone()), _bucket_with(_PLAIN_HTTP)),
    differ("CW-S3-004", _S3, {}, {"VersioningConfiguration": {"Status": "Enabled"}}),
    differ("CW-S3-005", _S3, {}, {"LifecycleConfiguration": {"Rules": [{"Id": "old"}]}}),
    differ("CW-S3-006", _S3, {}, {"LoggingConfiguration": {"LogFilePrefix": "a/"}}),
    differ("CW-S3-007", _S3, {}, {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"Rule": 1}]}}),
    differ(
        "CW-DDB-001",
        "AWS::DynamoDB::Table",
        {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False}},
        {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}},
    ),
    differ("CW-DDB-002", "AWS::DynamoDB::Table", {}, {"DeletionProtectionEnabled": True}),
    differ(
        "CW-DDB-003",
        "AWS::DynamoDB::Table",
        {"BillingMode": "PROVISIONED"},
        {"BillingMode": "PAY_PER_REQUEST"},
    ),
)


def _distribution(**config: Value) -> Properties:
    return {"DistributionConfig": config}


def _behavior(**values: Value) -> Properties:
    origin: Value = {"Id": "site", "S3OriginConfig": {}, "OriginAccessControlId": "oac"}
    return _distribution(Origins=[origin], DefaultCacheBehavior={"TargetOriginId": "site", **values})


_CDN = "AWS::CloudFront::Distribution"
EDGE = (
    differ(
        "CW-CDN-001",
        _CDN,
        _behavior(ViewerProtocolPolicy="allow-all"),
        _behavior(ViewerProtocolPolicy="redirect-to-https"),
    ),
    differ(
        "CW-CDN-002",
        _CDN,
        _distribution(ViewerCertificate={"AcmCertificateArn": "a", "MinimumProtocolVersion": "TLSv1.1_2016"}),
        _distribution(ViewerCertificate={"AcmCertificateArn": "a", "MinimumProtocolVersion": "TLSv1.2_2021"}),
    ),
    differ(
        "CW-CDN-003",
        _CDN,
        _distribution(Origins=[{"Id": "site", "S3OriginConfig": {}}]),
        _distribution(Origins=[{"Id": "site", "S3OriginConfig": {}, "OriginAccessControlId": "oac"}]),
    ),
    differ("CW-CDN-004", _CDN, _distribution(), _distribution(WebACLId="acl")),
    differ("CW-CDN-005", _CDN, _distribution(), _distribution(Logging={"Bucket": "logs"})),
    differ(
        "CW-CDN-006",
        _CDN,
        _behavior(),
        {"DistributionConfig": {**_config, "DefaultRootObject": "index.html"}}
        if isinstance(_config := _behavior()["DistributionConfig"], Mapping)
        else {},
    ),
    differ("CW-CDN-007", _CDN, _behavior(), _behavior(ResponseHeadersPolicyId="headers")),
    differ(
        "CW-CDN-008",
        _CDN,
        _behavior(CachePolicyId="4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
        _behavior(CachePolicyId="658327ea-f89d-4fab-a63d-7e88639e58f6"),
    ),
    differ(
        "CW-WAF-001",
        "AWS::WAFv2::WebACL",
        {"Rules": [{"Name": "common", "Statement": {"ManagedRuleGroupStatement": {}}}]},
        {"Rules": [{"Name": "rate", "Statement": {"RateBasedStatement": {}}}]},
    ),
    differ(
        "CW-WAF-002",
        "AWS::WAFv2::WebACL",
        {"Rules": [{"Name": "common", "OverrideAction": {"Count": {}}}]},
        {"Rules": [{"Name": "common", "OverrideAction": {"None": {}}}]},
    ),
)


def _role(*statements: Statement) -> Properties:
    return {"Policies": [{"PolicyName": "own", "PolicyDocument": PolicyDocument(statements)}]}


def _may(action: str, on: str = "arn:one") -> Statement:
    return Statement(sid="May", actions=(action,), resources=(on,))


_PASSWORD: Properties = {
    "MinimumLength": 12,
    "RequireLowercase": True,
    "RequireUppercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
}
_POOL = "AWS::Cognito::UserPool"
_ROLE = "AWS::IAM::Role"
IDENTITY = (
    differ("CW-COG-001", _POOL, {"MfaConfiguration": "OFF"}, {"MfaConfiguration": "OPTIONAL"}),
    differ(
        "CW-COG-002",
        _POOL,
        {"Policies": {"PasswordPolicy": {**_PASSWORD, "MinimumLength": 6}}},
        {"Policies": {"PasswordPolicy": _PASSWORD}},
    ),
    differ("CW-COG-003", _POOL, {"DeletionProtection": "INACTIVE"}, {"DeletionProtection": "ACTIVE"}),
    differ("CW-IAM-001", _ROLE, _role(_may("s3:*")), _role(_may("s3:GetObject"))),
    differ("CW-IAM-002", _ROLE, _role(_may("kms:Decrypt", "*")), _role(_may("xray:PutTraceSegments", "*"))),
    _open("CW-IAM-003", _ROLE, "AssumeRolePolicyDocument"),
    differ("CW-KMS-001", "AWS::KMS::Key", {}, {"EnableKeyRotation": True}),
    _open("CW-KMS-002", "AWS::KMS::Key", "KeyPolicy"),
)

_FN = "AWS::Lambda::Function"


def _event_driven(*more: Resource) -> Subject:
    function = resource(_FN, part="function")
    permission = resource(
        "AWS::Lambda::Permission",
        {"FunctionName": Ref(function.key), "Principal": "events.amazonaws.com"},
        part="permission",
    )
    return subject(function, permission, *more)


_KEPT = resource(
    "AWS::Lambda::EventInvokeConfig",
    {
        "FunctionName": Ref(ResourceKey("thing", "function")),
        "DestinationConfig": {"OnFailure": {"Destination": "arn:queue"}},
    },
    part="failures",
)


def _called_function(api: str = "api", **properties: Value) -> Subject:
    drawn = architecture(
        component("api", "http_api"),
        component("thing", "lambda_function"),
        connections=(connection(f"{api} invokes thing"),),
    )
    return subject(resource(_FN, properties), architecture=drawn)


FUNCTIONS = (
    differ("CW-FN-001", _FN, {"Runtime": "python3.9"}, {"Runtime": "python3.13"}),
    differ("CW-FN-002", _FN, {"Runtime": "nodejs22.x"}, {"Runtime": "python3.13"}),
    differ(
        "CW-FN-003",
        "AWS::Lambda::Permission",
        {"Principal": "*"},
        {"Principal": "apigateway.amazonaws.com"},
    ),
    Case("CW-FN-004", _event_driven(), _event_driven(_KEPT)),
    differ(
        "CW-FN-005",
        _FN,
        {"Environment": {"Variables": {"DB_PASSWORD": "hunter2"}}},
        {"Environment": {"Variables": {"DB_SECRET_ARN": "arn:secret", "TABLE_NAME": "items"}}},
    ),
    differ("CW-FN-006", _FN, {}, {"TracingConfig": {"Mode": "Active"}}),
    Case(
        "CW-FN-007",
        subject(resource(_FN)),
        subject(resource(_FN), resource("AWS::Logs::LogGroup", part="logs")),
    ),
    differ("CW-FN-008", _FN, {}, {"Architectures": ["arm64"]}),
    Case("CW-FN-009", _called_function(Timeout=60), _called_function(Timeout=29)),
    Case("CW-FN-012", _called_function(MemorySize=128), _called_function(MemorySize=256)),
)

_QUEUE = "AWS::SQS::Queue"
_LETTERS = ResourceKey("letters", "queue")


def _consumed(queue: Properties | None = None, mapping: Properties | None = None, *more: Resource) -> Subject:
    jobs = resource(_QUEUE, queue, element="jobs", part="queue")
    worker = resource(_FN, {"Timeout": 10}, element="worker", part="function")
    source = resource(
        "AWS::Lambda::EventSourceMapping",
        {"EventSourceArn": Ref(jobs.key, "Arn"), "FunctionName": Ref(worker.key), **(mapping or {})},
        element="worker",
        part="consumes",
    )
    return subject(jobs, worker, source, *more)


_REDRIVE: Properties = {"RedrivePolicy": {"deadLetterTargetArn": Ref(_LETTERS, "Arn")}}
_LETTERS_ALARM = resource(
    "AWS::CloudWatch::Alarm",
    {"Dimensions": [{"Name": "QueueName", "Value": Ref(_LETTERS, "QueueName")}]},
    element="operations",
)
_TARGET: Properties = {"Id": "job", "Arn": "arn:function"}
MESSAGING = (
    Case("CW-SQS-001", _consumed({"VisibilityTimeout": 59}), _consumed({"VisibilityTimeout": 60})),
    Case("CW-SQS-002", _consumed(), _consumed(_REDRIVE)),
    Case("CW-SQS-003", _consumed(_REDRIVE), _consumed(_REDRIVE, None, _LETTERS_ALARM)),
    differ("CW-SQS-004", _QUEUE, {}, {"SqsManagedSseEnabled": True}),
    _open("CW-SQS-005", "AWS::SQS::QueuePolicy"),
    Case(
        "CW-SQS-006",
        _consumed(None, {"BatchSize": 10}),
        _consumed(None, {"BatchSize": 10, "FunctionResponseTypes": ["ReportBatchItemFailures"]}),
    ),
    differ("CW-SNS-001", "AWS::SNS::Topic", {}, {"KmsMasterKeyId": "alias/aws/sns"}),
    _open("CW-SNS-002", "AWS::SNS::TopicPolicy"),
    differ("CW-SNS-003", "AWS::SNS::Subscription", {"Protocol": "sqs"}, {"Protocol": "sqs", **_REDRIVE}),
    differ(
        "CW-EVT-001",
        "AWS::Events::Rule",
        {"Targets": [_TARGET]},
        {"Targets": [{**_TARGET, "DeadLetterConfig": {"Arn": "arn:queue"}}]},
    ),
    differ("CW-LOG-001", "AWS::Logs::LogGroup", {}, {"RetentionInDays": 90}),
    differ("CW-LOG-002", "AWS::Logs::LogGroup", {"RetentionInDays": 731}, {"RetentionInDays": 365}),
)

RESOURCE_CASES = (*STORAGE, *EDGE, *IDENTITY, *FUNCTIONS, *MESSAGING)
