"""What an S3 bucket means to its neighbours and costs."""
