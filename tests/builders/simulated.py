"""What the simulated account cannot do: types that are left out of a deployment to it, with the reason."""

from collections.abc import Mapping

# As seen with moto 5.2 and version 5.100 of the provider, by CloudFormation type.
NOT_SIMULATED: Mapping[str, str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "it has no ListTagsForResource, which the provider calls",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "it scales a target that is left out",
    "AWS::ElastiCache::ReplicationGroup": "it describes no cluster of a group, which the provider looks for",
    "AWS::ElastiCache::SubnetGroup": "it has no DeleteCacheSubnetGroup: subnets and network would stay",
}
