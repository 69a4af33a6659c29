resource "aws_lb" "balancer" {
  name                       = "container-web-prod-balancer"
  load_balancer_type         = "application"
  internal                   = false
  ip_address_type            = "ipv4"
  subnets                    = [aws_subnet.network_public["a"].id, aws_subnet.network_public["b"].id]
  security_groups            = [aws_security_group.balancer.id]
  enable_deletion_protection = true
  idle_timeout               = 60
  drop_invalid_header_fields = true

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.balancer.bucket
  }

  depends_on = [aws_s3_bucket_policy.balancer, aws_internet_gateway_attachment.network]
}

resource "aws_lb_listener" "balancer_listener" {
  load_balancer_arn = aws_lb.balancer.arn
  port              = 443
  protocol          = "HTTPS"
  # TLS 1.2 and 1.3 with forward secrecy, as AWS recommends.
  ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn = aws_acm_certificate_validation.certificate.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.balancer_targets_app.arn
  }
}

resource "aws_lb_listener" "balancer_redirect" {
  load_balancer_arn = aws_lb.balancer.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_target_group" "balancer_targets_app" {
  # With the port: another port makes another group, which needs a name of its own.
  name                 = "container-web-prod-app-8080"
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 8080
  vpc_id               = aws_vpc.network.id
  deregistration_delay = 30

  health_check {
    protocol            = "HTTP"
    path                = "/"
    interval            = 15
    healthy_threshold   = 2
    unhealthy_threshold = 3
    matcher             = "200-399"
  }

  lifecycle {
    create_before_destroy = true
  }
}
