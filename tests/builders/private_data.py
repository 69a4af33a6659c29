"""Random properties of databases, caches and shared files."""

from collections.abc import Mapping

from hypothesis import strategies as st

_NUMBERS = st.integers
_DATABASE: Mapping[str, st.SearchStrategy[object]] = {
    "engine": st.sampled_from(("postgresql", "mysql")),
    "database_name": st.sampled_from(("app", "orders_2")),
    "backup_retention_days": _NUMBERS(1, 35),
    "deletion_protection": st.booleans(),
    "snapshot_on_delete": st.booleans(),
    "cpu_alarm_percent": _NUMBERS(1, 100),
    "free_memory_alarm_mb": _NUMBERS(16, 1_000_000),
    "connections_alarm": _NUMBERS(1, 16_000),
}
PRIVATE_DATA: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "aurora_cluster": {
        **_DATABASE,
        "capacity": st.sampled_from(("serverless", "provisioned")),
        "minimum_acu": st.sampled_from((0, 0.5, 1)),
        "maximum_acu": st.sampled_from((1, 2.5, 256)),
        "instance_class": st.sampled_from(("db.t4g.medium", "db.r6g.large", "db.r7g.2xlarge")),
        "readers": _NUMBERS(0, 15),
        "replica_lag_alarm_ms": _NUMBERS(20, 600_000),
    },
    "rds_instance": {
        **_DATABASE,
        "instance_class": st.sampled_from(("db.t4g.micro", "db.t4g.small", "db.m6g.large", "db.r6g.xlarge")),
        "multi_az": st.booleans(),
        "storage_gb": _NUMBERS(20, 90),
        "maximum_storage_gb": _NUMBERS(99, 65_536),
        "free_storage_alarm_gb": _NUMBERS(1, 10_000),
    },
    "rds_proxy": {
        "iam_authentication": st.booleans(),
        "idle_client_timeout_seconds": _NUMBERS(1, 28_800),
        "maximum_connections_percent": _NUMBERS(1, 100),
        "borrow_timeout_seconds": _NUMBERS(0, 300),
    },
    "elasticache_cache": {
        "capacity": st.sampled_from(("nodes", "serverless")),
        "node_type": st.sampled_from(("cache.t4g.micro", "cache.m7g.large", "cache.r6g.xlarge")),
        "replicas": _NUMBERS(0, 5),
        "maximum_data_gb": _NUMBERS(1, 5000),
        "maximum_ecpu_per_second": _NUMBERS(1000, 15_000_000),
        "snapshot_retention_days": _NUMBERS(0, 35),
        "snapshot_on_delete": st.booleans(),
        "evictions_alarm": _NUMBERS(0, 1_000_000),
    },
    "efs_file_system": {
        "throughput": st.sampled_from(("elastic", "bursting")),
        "infrequent_access_after_days": st.none() | st.sampled_from((1, 7, 365)),
        "automatic_backups": st.booleans(),
        "retain": st.booleans(),
        "io_alarm_percent": _NUMBERS(1, 100),
    },
}
