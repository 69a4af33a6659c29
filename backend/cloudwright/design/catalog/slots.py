"""The slots through which a connection adds to the resource of another element (`Setting.slot`).

Statements in `ROLE` join the execution role of the addressed element; every other slot is read by the `lower`
function of the addressed element's kind, through `Gathered.slot`.
"""

# Any element with an execution role.
ROLE = "role"  # Statement

# Any element that a kms_key encrypts.
KMS_KEY = "kms-key"  # Ref to the key's Arn

# Resource policies. One Statement each; the principal is set.
KEY_POLICY = "key-policy"
QUEUE_POLICY = "queue-policy"
TOPIC_POLICY = "topic-policy"
BUCKET_POLICY = "bucket-policy"

# s3_bucket: {"Kind": "Queue" | "Topic" | "Lambda", "Target": Ref Arn, "Events": [str], "Prefix": str,
# "Suffix": str, "After": Ref to the policy or permission that must exist first}.
NOTIFICATIONS = "notifications"
# s3_bucket: {"AllowedMethods": [...], "AllowedOrigins": [...]}: browsers reach it by presigned URLs.
CORS = "cors"

# cloudfront_distribution
ORIGINS = "origins"  # {"Id", "DomainName", ...}: an Origin with what it needs
BEHAVIORS = "behaviors"  # {"PathPattern", "TargetOriginId", ...}
ALIASES = "aliases"  # domain name
CERTIFICATE = "certificate"  # Ref to the ACM certificate
WEB_ACL = "web-acl"  # Ref to the web ACL's Arn

# http_api
ROUTES = "routes"  # {"RouteKey", "Integration": Ref}
AUTHORIZER = "authorizer"  # {"Issuer": ..., "Audience": [...]}
ALLOWED_ORIGINS = "allowed-origins"

# route53_record, acm_certificate
HOSTED_ZONE = "hosted-zone"  # Ref to the zone's id
ALIAS_TARGET = "alias-target"  # {"DNSName", "HostedZoneId"}

# sqs_queue
CONSUMER_TIMEOUT = "consumer-timeout"  # int seconds, of each function that consumes the queue

# sqs_queue, sns_topic, eventbridge_rule, lambda_function: where undeliverable messages go.
DEAD_LETTER_QUEUE = "dead-letter-queue"  # Ref to the queue's Arn

# eventbridge_rule: one Target of AWS::Events::Rule.
TARGETS = "targets"
# eventbridge_rule: Ref to the bus that it listens on.
EVENT_BUS = "event-bus"
# eventbridge_rule: name of a bucket whose new objects the rule matches.
EVENT_BUCKETS = "event-buckets"

# firehose_stream: the stream it reads, and the bucket that it writes to (ARNs).
SOURCE_STREAM = "source-stream"
DESTINATION_BUCKET = "destination-bucket"

# lambda_function, fargate_service: {"FileSystem", "AccessPoint", "AccessPointArn": Ref, "Path": str, "After":
# [Ref to each mount target]}: read with catalog.files.mounts.
FILE_SYSTEMS = "file-systems"

# cloudwatch_alarms: id of the topic its alarms notify.
ALARM_TOPICS = "alarm-topics"

# backup_plan: ARN of an element that it backs up.
BACKED_UP = "backed-up"  # Ref

# cognito_user_pool: where people are sent back to after signing in.
CALLBACK_URLS = "callback-urls"  # text or Join

# fargate_service, auto_scaling_group: {"TargetGroup": Ref, "After": Ref to the listener or its rule}.
TARGET_GROUPS = "target-groups"
# fargate_service: {"Name", "ValueFrom"}: variables whose values come from a secret or a parameter.
CONTAINER_SECRETS = "container-secrets"
# fargate_service: Statement of the role that starts its tasks, not of the code inside.
EXECUTION_ROLE = "execution-role"
