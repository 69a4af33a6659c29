"""Amazon EFS."""

from cloudwright.design.catalog.files.alarms import alarms
from cloudwright.design.catalog.files.connections import VERBS
from cloudwright.design.catalog.files.lowering import lower_file_system
from cloudwright.design.catalog.files.pricing import ASSUMPTIONS, price_file_system
from cloudwright.design.catalog.files.properties import FileSystemProperties, defaults
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier

EFS_FILE_SYSTEM = Kind(
    id="efs_file_system",
    service="Amazon EFS",
    title="EFS file system",
    summary="Files that many functions and containers share, in every zone, and that grow without limit.",
    category=Category.STORAGE,
    icon="AmazonEFS",
    documentation="https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html",
    properties=FileSystemProperties,
    defaults=defaults,
    lower=lower_file_system,
    price=price_file_system,
    verbs=VERBS,
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::EFS::FileSystem",
        "AWS::EFS::MountTarget",
        "AWS::EFS::AccessPoint",
        "AWS::EC2::SecurityGroup",
    ),
    sla=("EFS", "Regional (Standard) file system"),
    tiers=(SubnetTier.PRIVATE, SubnetTier.ISOLATED),
    needs_network=True,
    synonyms=("efs", "file system", "shared files", "nfs", "network drive", "file share"),
)

KINDS = (EFS_FILE_SYSTEM,)
