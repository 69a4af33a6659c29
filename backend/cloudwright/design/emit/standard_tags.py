"""The tags that every resource carries, whichever tool deploys it."""

from collections.abc import Mapping
from enum import Enum

from cloudwright.design.blueprint.graph import Blueprint


class TagShape(Enum):
    LIST = "list"  # [{Key: ..., Value: ...}]
    MAP = "map"  # {key: value}


# Property and shape as the CloudFormation resource schemas have them (cfn-lint 1.58, `tagging.tagProperty`).
TAG_PROPERTIES: Mapping[str, tuple[str, TagShape]] = {
    "AWS::S3::Bucket": ("Tags", TagShape.LIST),
    "AWS::CloudFront::Distribution": ("Tags", TagShape.LIST),
    "AWS::CloudFront::Function": ("Tags", TagShape.LIST),
    "AWS::Route53::HostedZone": ("HostedZoneTags", TagShape.LIST),
    "AWS::CertificateManager::Certificate": ("Tags", TagShape.LIST),
    "AWS::WAFv2::WebACL": ("Tags", TagShape.LIST),
    "AWS::ApiGatewayV2::Api": ("Tags", TagShape.MAP),
    "AWS::ApiGatewayV2::Stage": ("Tags", TagShape.MAP),
    "AWS::Lambda::Function": ("Tags", TagShape.LIST),
    "AWS::Lambda::EventSourceMapping": ("Tags", TagShape.LIST),
    "AWS::IAM::Role": ("Tags", TagShape.LIST),
    "AWS::Logs::LogGroup": ("Tags", TagShape.LIST),
    "AWS::DynamoDB::Table": ("Tags", TagShape.LIST),
    "AWS::SQS::Queue": ("Tags", TagShape.LIST),
    "AWS::SNS::Topic": ("Tags", TagShape.LIST),
    "AWS::Events::Rule": ("Tags", TagShape.LIST),
    "AWS::Events::EventBus": ("Tags", TagShape.LIST),
    "AWS::Kinesis::Stream": ("Tags", TagShape.LIST),
    "AWS::KinesisFirehose::DeliveryStream": ("Tags", TagShape.LIST),
    "AWS::Scheduler::ScheduleGroup": ("Tags", TagShape.LIST),
    "AWS::StepFunctions::StateMachine": ("Tags", TagShape.LIST),
    "AWS::KMS::Key": ("Tags", TagShape.LIST),
    "AWS::Cognito::UserPool": ("UserPoolTags", TagShape.MAP),
    "AWS::CloudWatch::Alarm": ("Tags", TagShape.LIST),
    "AWS::Budgets::Budget": ("ResourceTags", TagShape.LIST),
    "AWS::CloudWatch::Dashboard": ("Tags", TagShape.LIST),
    "AWS::SecretsManager::Secret": ("Tags", TagShape.LIST),
    "AWS::SSM::Parameter": ("Tags", TagShape.MAP),
    "AWS::ApiGateway::RestApi": ("Tags", TagShape.LIST),
    "AWS::ApiGateway::Stage": ("Tags", TagShape.LIST),
    "AWS::ApiGateway::UsagePlan": ("Tags", TagShape.LIST),
    "AWS::ApiGateway::ApiKey": ("Tags", TagShape.LIST),
    "AWS::ECR::Repository": ("Tags", TagShape.LIST),
    "AWS::Backup::BackupVault": ("BackupVaultTags", TagShape.MAP),
    "AWS::Backup::BackupPlan": ("BackupPlanTags", TagShape.MAP),
    "AWS::RDS::DBCluster": ("Tags", TagShape.LIST),
    "AWS::RDS::DBClusterParameterGroup": ("Tags", TagShape.LIST),
    "AWS::RDS::DBInstance": ("Tags", TagShape.LIST),
    "AWS::RDS::DBParameterGroup": ("Tags", TagShape.LIST),
    "AWS::RDS::DBProxy": ("Tags", TagShape.LIST),
    "AWS::RDS::DBProxyTargetGroup": ("Tags", TagShape.LIST),
    "AWS::RDS::DBSubnetGroup": ("Tags", TagShape.LIST),
    "AWS::ElastiCache::ParameterGroup": ("Tags", TagShape.LIST),
    "AWS::ElastiCache::ReplicationGroup": ("Tags", TagShape.LIST),
    "AWS::ElastiCache::ServerlessCache": ("Tags", TagShape.LIST),
    "AWS::ElastiCache::SubnetGroup": ("Tags", TagShape.LIST),
    "AWS::EFS::AccessPoint": ("AccessPointTags", TagShape.LIST),
    "AWS::EFS::FileSystem": ("FileSystemTags", TagShape.LIST),
    "AWS::ApplicationAutoScaling::ScalableTarget": ("Tags", TagShape.LIST),
    "AWS::ECS::Cluster": ("Tags", TagShape.LIST),
    "AWS::ECS::Service": ("Tags", TagShape.LIST),
    "AWS::ECS::TaskDefinition": ("Tags", TagShape.LIST),
    "AWS::ElasticLoadBalancingV2::Listener": ("Tags", TagShape.LIST),
    "AWS::ElasticLoadBalancingV2::ListenerRule": ("Tags", TagShape.LIST),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("Tags", TagShape.LIST),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("Tags", TagShape.LIST),
    "AWS::EC2::EIP": ("Tags", TagShape.LIST),
    "AWS::EC2::FlowLog": ("Tags", TagShape.LIST),
    "AWS::EC2::InternetGateway": ("Tags", TagShape.LIST),
    "AWS::EC2::NatGateway": ("Tags", TagShape.LIST),
    "AWS::EC2::RouteTable": ("Tags", TagShape.LIST),
    "AWS::EC2::SecurityGroup": ("Tags", TagShape.LIST),
    "AWS::EC2::Subnet": ("Tags", TagShape.LIST),
    "AWS::EC2::VPC": ("Tags", TagShape.LIST),
    "AWS::EC2::VPCEndpoint": ("Tags", TagShape.LIST),
}


def standard_tags(blueprint: Blueprint) -> Mapping[str, str]:
    """Return the tags of this environment, the standards' own ones last, as they are written."""
    return {
        "Project": blueprint.name,
        "Environment": blueprint.environment.value,
        "ManagedBy": "cloudwright-bundle",
        **blueprint.tags,
    }
