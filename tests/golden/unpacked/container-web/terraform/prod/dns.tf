resource "aws_route53_record" "address" {
  zone_id = var.existing_zone_id
  name    = var.domain_name
  type    = "A"

  alias {
    name                   = aws_lb.balancer.dns_name
    zone_id                = aws_lb.balancer.zone_id
    evaluate_target_health = true
  }
}
