# New tasks are healthy before old ones stop; a bad version is undone.
resource "aws_ecs_service" "app" {
  name            = "container-web-dev-app"
  cluster         = aws_ecs_cluster.app.arn
  task_definition = aws_ecs_task_definition.app.arn
  # Where it begins; later scaling decides.
  desired_count    = 1
  launch_type      = "FARGATE"
  platform_version = "LATEST"
  # Tasks spread over the zones again after one was lost.
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = 60
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [aws_subnet.network_private["a"].id, aws_subnet.network_private["b"].id]
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.balancer_targets_app.arn
    container_name   = "app"
    container_port   = 8080
  }

  lifecycle {
    # Another apply would take back what scaling has done.
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_lb_listener.balancer_listener,
    aws_route.network_private_way_out,
    aws_vpc_endpoint.network_s3_endpoint,
  ]
}

resource "aws_appautoscaling_target" "app" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.app.name}/${aws_ecs_service.app.name}"
  # Only scaling says how many: a number in the service would undo it.
  min_capacity = 1
  max_capacity = 6
}

resource "aws_appautoscaling_policy" "app_scale_by_cpu" {
  name               = "container-web-dev-app-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.app.service_namespace
  scalable_dimension = aws_appautoscaling_target.app.scalable_dimension
  resource_id        = aws_appautoscaling_target.app.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
