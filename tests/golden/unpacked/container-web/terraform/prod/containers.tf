resource "aws_cloudwatch_log_group" "app" {
  name              = "/aws/ecs/container-web-prod-app"
  retention_in_days = 90
}

data "aws_iam_policy_document" "app_execution_role_assume_role" {
  statement {
    sid     = "AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "app_execution_role_permissions" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }

  statement {
    sid     = "PullImages"
    actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [
      "arn:${data.aws_partition.current.partition}:ecr:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:repository/*",
    ]
  }

  statement {
    sid       = "SignInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "app_execution_role" {
  name               = "container-web-prod-app-execution-role"
  description        = "Starts tasks of app: pulls the image, reads secrets, opens the log"
  assume_role_policy = data.aws_iam_policy_document.app_execution_role_assume_role.json
}

resource "aws_iam_role_policy" "app_execution_role" {
  name   = "access"
  role   = aws_iam_role.app_execution_role.id
  policy = data.aws_iam_policy_document.app_execution_role_permissions.json
}

data "aws_iam_policy_document" "app_role_assume_role" {
  statement {
    sid     = "AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "app_role_permissions" {
  statement {
    sid       = "ReadSecretOfDatabase"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_rds_cluster.database.master_user_secret[0].secret_arn]
  }
}

resource "aws_iam_role" "app_role" {
  name               = "container-web-prod-app-role"
  description        = "What the code of app may do"
  assume_role_policy = data.aws_iam_policy_document.app_role_assume_role.json
}

resource "aws_iam_role_policy" "app_role" {
  name   = "access"
  role   = aws_iam_role.app_role.id
  policy = data.aws_iam_policy_document.app_role_permissions.json
}

resource "aws_ecs_cluster" "app" {
  name = "container-web-prod-app"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "app" {
  family                   = "container-web-prod-app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "512"
  memory                   = "1024"
  execution_role_arn       = aws_iam_role.app_execution_role.arn
  # For the code; what starts the task has a role of its own.
  task_role_arn = aws_iam_role.app_role.arn
  container_definitions = jsonencode([
    {
      name                   = "app"
      image                  = var.app_image
      essential              = true
      user                   = "101"
      readonlyRootFilesystem = true
      linuxParameters = {
        capabilities = {
          drop = ["ALL"]
        }
        initProcessEnabled = true
        tmpfs = [
          {
            containerPath = "/tmp"
            size          = 64
          },
        ]
      }
      portMappings = [
        {
          containerPort = 8080
          protocol      = "tcp"
        },
      ]
      stopTimeout = 30
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.app.name
          awslogs-region        = data.aws_region.current.name
          awslogs-stream-prefix = "app"
          mode                  = "non-blocking"
          max-buffer-size       = "4m"
        }
      }
      environment = [
        {
          name  = "CACHE_HOST"
          value = aws_elasticache_replication_group.cache.primary_endpoint_address
        },
        {
          name  = "CACHE_PORT"
          value = "6379"
        },
        {
          name  = "CACHE_READER_HOST"
          value = aws_elasticache_replication_group.cache.reader_endpoint_address
        },
        {
          name  = "DATABASE_HOST"
          value = aws_rds_cluster.database.endpoint
        },
        {
          name  = "DATABASE_NAME"
          value = "app"
        },
        {
          name  = "DATABASE_PORT"
          value = "5432"
        },
        {
          name  = "DATABASE_READER_HOST"
          value = aws_rds_cluster.database.reader_endpoint
        },
        {
          name  = "DATABASE_SECRET_ARN"
          value = aws_rds_cluster.database.master_user_secret[0].secret_arn
        },
      ]
    },
  ])

  # arm64 costs a fifth less than x86 for the same work; images must fit.
  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }

  depends_on = [aws_iam_role_policy.app_execution_role, aws_iam_role_policy.app_role]
}
