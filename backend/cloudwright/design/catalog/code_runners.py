"""The kinds that run code of their own: each has a role, and finds its neighbours by the environment."""

RUNS_CODE = ("lambda_function", "fargate_service", "auto_scaling_group")
# Code that asks a queue for messages itself; for a function, Lambda does.
POLLS_BY_ITSELF = ("fargate_service", "auto_scaling_group")
