"""Which Terraform resources stand for which CloudFormation resource: written down once, by hand.

From the AWS provider's documentation (https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs).
CloudFormation has one resource where the provider has a main one and others for some of its properties.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from cloudwright.design.bundle.consistency.templates import Declared, Plain

MAIN: Mapping[str, str] = {
    "AWS::ApiGateway::ApiKey": "aws_api_gateway_api_key",
    "AWS::ApiGateway::Authorizer": "aws_api_gateway_authorizer",
    "AWS::ApiGateway::Deployment": "aws_api_gateway_deployment",
    "AWS::ApiGateway::Method": "aws_api_gateway_method",
    "AWS::ApiGateway::Model": "aws_api_gateway_model",
    "AWS::ApiGateway::RequestValidator": "aws_api_gateway_request_validator",
    "AWS::ApiGateway::Resource": "aws_api_gateway_resource",
    "AWS::ApiGateway::RestApi": "aws_api_gateway_rest_api",
    "AWS::ApiGateway::Stage": "aws_api_gateway_stage",
    "AWS::ApiGateway::UsagePlan": "aws_api_gateway_usage_plan",
    "AWS::ApiGateway::UsagePlanKey": "aws_api_gateway_usage_plan_key",
    "AWS::ApiGatewayV2::Api": "aws_apigatewayv2_api",
    "AWS::ApiGatewayV2::Authorizer": "aws_apigatewayv2_authorizer",
    "AWS::ApiGatewayV2::Integration": "aws_apigatewayv2_integration",
    "AWS::ApiGatewayV2::Route": "aws_apigatewayv2_route",
    "AWS::ApiGatewayV2::Stage": "aws_apigatewayv2_stage",
    "AWS::ApplicationAutoScaling::ScalableTarget": "aws_appautoscaling_target",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "aws_appautoscaling_policy",
    "AWS::AutoScaling::AutoScalingGroup": "aws_autoscaling_group",
    "AWS::AutoScaling::ScalingPolicy": "aws_autoscaling_policy",
    "AWS::Backup::BackupPlan": "aws_backup_plan",
    "AWS::Backup::BackupSelection": "aws_backup_selection",
    "AWS::Backup::BackupVault": "aws_backup_vault",
    "AWS::Budgets::Budget": "aws_budgets_budget",
    "AWS::CertificateManager::Certificate": "aws_acm_certificate",
    "AWS::CloudFront::Distribution": "aws_cloudfront_distribution",
    "AWS::CloudFront::Function": "aws_cloudfront_function",
    "AWS::CloudFront::OriginAccessControl": "aws_cloudfront_origin_access_control",
    "AWS::CloudFront::ResponseHeadersPolicy": "aws_cloudfront_response_headers_policy",
    "AWS::CloudWatch::Alarm": "aws_cloudwatch_metric_alarm",
    "AWS::CloudWatch::Dashboard": "aws_cloudwatch_dashboard",
    "AWS::Cognito::UserPool": "aws_cognito_user_pool",
    "AWS::Cognito::UserPoolClient": "aws_cognito_user_pool_client",
    "AWS::Cognito::UserPoolDomain": "aws_cognito_user_pool_domain",
    "AWS::DynamoDB::Table": "aws_dynamodb_table",
    "AWS::Events::Archive": "aws_cloudwatch_event_archive",
    "AWS::Events::EventBus": "aws_cloudwatch_event_bus",
    "AWS::EC2::EIP": "aws_eip",
    "AWS::EC2::FlowLog": "aws_flow_log",
    "AWS::EC2::InternetGateway": "aws_internet_gateway",
    "AWS::EC2::LaunchTemplate": "aws_launch_template",
    "AWS::EC2::NatGateway": "aws_nat_gateway",
    "AWS::EC2::Route": "aws_route",
    "AWS::EC2::RouteTable": "aws_route_table",
    "AWS::EC2::SecurityGroup": "aws_security_group",
    "AWS::EC2::SecurityGroupEgress": "aws_vpc_security_group_egress_rule",
    "AWS::EC2::SecurityGroupIngress": "aws_vpc_security_group_ingress_rule",
    "AWS::EC2::Subnet": "aws_subnet",
    "AWS::EC2::SubnetRouteTableAssociation": "aws_route_table_association",
    "AWS::EC2::VPC": "aws_vpc",
    "AWS::EC2::VPCEndpoint": "aws_vpc_endpoint",
    "AWS::EC2::VPCGatewayAttachment": "aws_internet_gateway_attachment",
    "AWS::ECR::Repository": "aws_ecr_repository",
    "AWS::ECS::Cluster": "aws_ecs_cluster",
    "AWS::ECS::Service": "aws_ecs_service",
    "AWS::ECS::TaskDefinition": "aws_ecs_task_definition",
    "AWS::EFS::AccessPoint": "aws_efs_access_point",
    "AWS::EFS::FileSystem": "aws_efs_file_system",
    "AWS::EFS::MountTarget": "aws_efs_mount_target",
    "AWS::ElastiCache::ParameterGroup": "aws_elasticache_parameter_group",
    "AWS::ElastiCache::ReplicationGroup": "aws_elasticache_replication_group",
    "AWS::ElastiCache::ServerlessCache": "aws_elasticache_serverless_cache",
    "AWS::ElastiCache::SubnetGroup": "aws_elasticache_subnet_group",
    "AWS::ElasticLoadBalancingV2::Listener": "aws_lb_listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule": "aws_lb_listener_rule",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "aws_lb",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "aws_lb_target_group",
    "AWS::Events::Rule": "aws_cloudwatch_event_rule",
    "AWS::IAM::InstanceProfile": "aws_iam_instance_profile",
    "AWS::IAM::Role": "aws_iam_role",
    "AWS::KMS::Alias": "aws_kms_alias",
    "AWS::KMS::Key": "aws_kms_key",
    "AWS::Kinesis::Stream": "aws_kinesis_stream",
    "AWS::KinesisFirehose::DeliveryStream": "aws_kinesis_firehose_delivery_stream",
    "AWS::Lambda::EventInvokeConfig": "aws_lambda_function_event_invoke_config",
    "AWS::Lambda::EventSourceMapping": "aws_lambda_event_source_mapping",
    "AWS::Lambda::Function": "aws_lambda_function",
    "AWS::Lambda::Permission": "aws_lambda_permission",
    "AWS::Logs::LogGroup": "aws_cloudwatch_log_group",
    "AWS::Logs::LogStream": "aws_cloudwatch_log_stream",
    "AWS::RDS::DBCluster": "aws_rds_cluster",
    "AWS::RDS::DBClusterParameterGroup": "aws_rds_cluster_parameter_group",
    "AWS::RDS::DBInstance": "aws_db_instance",
    "AWS::RDS::DBParameterGroup": "aws_db_parameter_group",
    "AWS::RDS::DBProxy": "aws_db_proxy",
    "AWS::RDS::DBProxyTargetGroup": "aws_db_proxy_default_target_group",
    "AWS::RDS::DBSubnetGroup": "aws_db_subnet_group",
    "AWS::Route53::HostedZone": "aws_route53_zone",
    "AWS::Route53::RecordSet": "aws_route53_record",
    "AWS::S3::Bucket": "aws_s3_bucket",
    "AWS::S3::BucketPolicy": "aws_s3_bucket_policy",
    "AWS::SNS::Subscription": "aws_sns_topic_subscription",
    "AWS::SNS::Topic": "aws_sns_topic",
    "AWS::SNS::TopicPolicy": "aws_sns_topic_policy",
    "AWS::SQS::Queue": "aws_sqs_queue",
    "AWS::SQS::QueuePolicy": "aws_sqs_queue_policy",
    "AWS::Scheduler::Schedule": "aws_scheduler_schedule",
    "AWS::Scheduler::ScheduleGroup": "aws_scheduler_schedule_group",
    "AWS::StepFunctions::StateMachine": "aws_sfn_state_machine",
    "AWS::SSM::Parameter": "aws_ssm_parameter",
    "AWS::SecretsManager::RotationSchedule": "aws_secretsmanager_secret_rotation",
    "AWS::SecretsManager::Secret": "aws_secretsmanager_secret",
    "AWS::WAFv2::WebACL": "aws_wafv2_web_acl",
    "AWS::WAFv2::WebACLAssociation": "aws_wafv2_web_acl_association",
}


# A property that makes the resource another type of Terraform's.
_INSTEAD: Mapping[tuple[str, str], str] = {
    ("AWS::RDS::DBInstance", "DBClusterIdentifier"): "aws_rds_cluster_instance",
}


def _main(declared: Declared) -> str:
    others = (_INSTEAD.get((declared.type, name)) for name in declared.properties)
    return next((other for other in others if other), MAIN.get(declared.type, declared.type))


def _one(value: Plain) -> int:
    del value
    return 1


def _each(value: Plain) -> int:
    return len(value) if isinstance(value, list) else 1


# A property that becomes resources of its own, and how many.
_OF_PROPERTIES: Mapping[tuple[str, str], Mapping[str, Callable[[Plain], int]]] = {
    ("AWS::ApiGateway::Method", "Integration"): {"aws_api_gateway_integration": _one},
    ("AWS::ApiGateway::Stage", "MethodSettings"): {"aws_api_gateway_method_settings": _each},
    ("AWS::CertificateManager::Certificate", "DomainName"): {"aws_acm_certificate_validation": _one},
    ("AWS::CertificateManager::Certificate", "DomainValidationOptions"): {"aws_route53_record": _one},
    ("AWS::ECR::Repository", "LifecyclePolicy"): {"aws_ecr_lifecycle_policy": _one},
    ("AWS::EFS::FileSystem", "BackupPolicy"): {"aws_efs_backup_policy": _one},
    ("AWS::EFS::FileSystem", "FileSystemPolicy"): {"aws_efs_file_system_policy": _one},
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Targets"): {"aws_lb_target_group_attachment": _each},
    ("AWS::Events::Rule", "Targets"): {"aws_cloudwatch_event_target": _each},
    ("AWS::IAM::Role", "ManagedPolicyArns"): {"aws_iam_role_policy_attachment": _each},
    ("AWS::IAM::Role", "Policies"): {"aws_iam_role_policy": _each},
    ("AWS::RDS::DBProxyTargetGroup", "DBClusterIdentifiers"): {"aws_db_proxy_target": _each},
    ("AWS::RDS::DBProxyTargetGroup", "DBInstanceIdentifiers"): {"aws_db_proxy_target": _each},
    ("AWS::S3::Bucket", "BucketEncryption"): {"aws_s3_bucket_server_side_encryption_configuration": _one},
    ("AWS::S3::Bucket", "CorsConfiguration"): {"aws_s3_bucket_cors_configuration": _one},
    ("AWS::S3::Bucket", "LifecycleConfiguration"): {"aws_s3_bucket_lifecycle_configuration": _one},
    ("AWS::S3::Bucket", "LoggingConfiguration"): {"aws_s3_bucket_logging": _one},
    ("AWS::S3::Bucket", "NotificationConfiguration"): {"aws_s3_bucket_notification": _one},
    ("AWS::S3::Bucket", "OwnershipControls"): {"aws_s3_bucket_ownership_controls": _one},
    ("AWS::S3::Bucket", "PublicAccessBlockConfiguration"): {"aws_s3_bucket_public_access_block": _one},
    ("AWS::S3::Bucket", "VersioningConfiguration"): {"aws_s3_bucket_versioning": _one},
}


def expected(declared: Declared) -> Counter[str]:
    """Return how many Terraform resources of which type stand for this one."""
    found: Counter[str] = Counter({_main(declared): 1})
    for name, value in declared.properties.items():
        for type_name, count in _OF_PROPERTIES.get((declared.type, name), {}).items():
            found[type_name] += count(value)
    return found
