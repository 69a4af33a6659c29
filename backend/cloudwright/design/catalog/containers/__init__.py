"""Amazon ECS on AWS Fargate: tasks, services, scaling, prices and alarms."""
