"""What a CloudFront distribution forwards to and costs."""
