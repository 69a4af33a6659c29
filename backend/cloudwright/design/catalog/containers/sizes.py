"""The task sizes of Fargate: which memory goes with which CPU, in MB.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html, the same as
`Fargate task_size_cpu_*` of aws-limits.csv (a test compares them).
"""

from collections.abc import Sequence

MEMORY_OF_CPU: dict[int, Sequence[int]] = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
}


def fits(cpu_units: int, memory_mb: int) -> bool:
    return memory_mb in MEMORY_OF_CPU[cpu_units]


def allowed_memory(cpu_units: int) -> str:
    """Return the sizes in words: `512, 1024 or 2048`, `1024 to 4096 in steps of 1024`."""
    sizes = MEMORY_OF_CPU[cpu_units]
    if isinstance(sizes, range):
        return f"{sizes[0]} to {sizes[-1]} in steps of {sizes.step}"
    return f"{', '.join(map(str, sizes[:-1]))} or {sizes[-1]}"
