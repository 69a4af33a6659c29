"""AWS Lambda."""

from collections.abc import Iterable

from cloudwright.design.emit.code_archive import archive_path
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Call, Item, Quoted, Token
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested


def _archive(reader: Reader, name: str) -> Iterable[Item]:
    """Write the archive of the bundle in place of inline code, which Terraform does not take."""
    element = reader.resource.key.element_id
    code = [asset for asset in reader.scope.blueprint.code if asset.element_id == element]
    given = reader.child(name)
    if set(given.values) != {"ZipFile"} or not code:
        raise reader.refusal(name, reason="only inline code that the blueprint also lists has an archive")
    path = Quoted((Token("path.module"), f"/../../{archive_path(element)}"))
    yield Attribute("filename", path, reader.why(name) or given.why("ZipFile"))
    yield Attribute("source_code_hash", Call("filebase64sha256", (path,)))


FUNCTION = Translator(
    type="AWS::Lambda::Function",
    resource="aws_lambda_function",
    arguments={
        "FunctionName": "function_name",
        "Description": "description",
        # Lambda looks at the policies when an event source or a destination of the function is made.
        "Role": role_argument("role"),
        "PackageType": "package_type",
        "Runtime": "runtime",
        "Architectures": "architectures",
        "Handler": "handler",
        "Code": Custom(_archive, {"ZipFile": "filename"}),
        "MemorySize": "memory_size",
        "Timeout": "timeout",
        "ReservedConcurrentExecutions": "reserved_concurrent_executions",
        "KmsKeyArn": "kms_key_arn",
        "Layers": "layers",
        "EphemeralStorage": Nested("ephemeral_storage", {"Size": "size"}),
        "Environment": Nested("environment", {"Variables": "variables"}),
        "TracingConfig": Nested("tracing_config", {"Mode": "mode"}),
        "LoggingConfig": Nested(
            "logging_config",
            {
                "LogFormat": "log_format",
                "LogGroup": "log_group",
                "ApplicationLogLevel": "application_log_level",
                "SystemLogLevel": "system_log_level",
            },
        ),
        "DeadLetterConfig": Nested("dead_letter_config", {"TargetArn": "target_arn"}),
        "FileSystemConfigs": Nested(
            "file_system_config", {"Arn": "arn", "LocalMountPath": "local_mount_path"}
        ),
        "VpcConfig": Nested(
            "vpc_config", {"SubnetIds": "subnet_ids", "SecurityGroupIds": "security_group_ids"}
        ),
        "Tags": TAGS,
    },
    references={"": "function_name", "Arn": "arn"},
    named="function_name",
)

PERMISSION = Translator(
    type="AWS::Lambda::Permission",
    resource="aws_lambda_permission",
    arguments={
        "FunctionName": "function_name",
        "Action": "action",
        "Principal": "principal",
        "SourceArn": "source_arn",
        "SourceAccount": "source_account",
    },
    references={"": "id"},
)

EVENT_SOURCE_MAPPING = Translator(
    type="AWS::Lambda::EventSourceMapping",
    resource="aws_lambda_event_source_mapping",
    arguments={
        "FunctionName": "function_name",
        "EventSourceArn": "event_source_arn",
        "Enabled": "enabled",
        "BatchSize": "batch_size",
        "MaximumBatchingWindowInSeconds": "maximum_batching_window_in_seconds",
        "MaximumRetryAttempts": "maximum_retry_attempts",
        "MaximumRecordAgeInSeconds": "maximum_record_age_in_seconds",
        "BisectBatchOnFunctionError": "bisect_batch_on_function_error",
        "ParallelizationFactor": "parallelization_factor",
        "StartingPosition": "starting_position",
        "FunctionResponseTypes": "function_response_types",
        "ScalingConfig": Nested("scaling_config", {"MaximumConcurrency": "maximum_concurrency"}),
        "FilterCriteria": Nested("filter_criteria", {"Filters": Nested("filter", {"Pattern": "pattern"})}),
        "DestinationConfig": Nested(
            "destination_config", {"OnFailure": Nested("on_failure", {"Destination": "destination_arn"})}
        ),
        "Tags": TAGS,
    },
    references={"": "id", "Id": "uuid"},
)

EVENT_INVOKE_CONFIG = Translator(
    type="AWS::Lambda::EventInvokeConfig",
    resource="aws_lambda_function_event_invoke_config",
    arguments={
        "FunctionName": "function_name",
        "Qualifier": "qualifier",
        "MaximumRetryAttempts": "maximum_retry_attempts",
        "MaximumEventAgeInSeconds": "maximum_event_age_in_seconds",
        "DestinationConfig": Nested(
            "destination_config",
            {
                "OnFailure": Nested("on_failure", {"Destination": "destination"}),
                "OnSuccess": Nested("on_success", {"Destination": "destination"}),
            },
        ),
    },
    references={"": "id"},
)

TRANSLATORS = (FUNCTION, PERMISSION, EVENT_SOURCE_MAPPING, EVENT_INVOKE_CONFIG)
