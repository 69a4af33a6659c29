variable "aws_region" {
  description = "Region of everything"
  type        = string
  default     = "eu-west-1"

  validation {
    condition     = var.aws_region == "eu-west-1"
    error_message = "The design is priced and checked for eu-west-1; compile it for another first."
  }
}

variable "domain_name" {
  description = "The domain name that people type, for example app.example.com"
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain_name))
    error_message = "The value of domain_name must look like app.example.com."
  }
}

variable "alerts_email" {
  description = "E-mail address that gets the messages of 'Alerts'"
  type        = string

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.alerts_email))
    error_message = "The value of alerts_email must look like operations@example.com."
  }
}

variable "app_image" {
  description = "Container image of 'Application'. The default is a placeholder, pulled over the internet, that answers with status 200 on port 8080; deploy it first, then again with your own image"
  type        = string
  default     = "public.ecr.aws/nginx/nginx-unprivileged:stable"

  validation {
    condition     = can(regex("^[a-z0-9][a-zA-Z0-9._:/@-]+$", var.app_image))
    error_message = "The value of app_image must look like 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-prod-app:1.0.0."
  }
}

variable "existing_zone_id" {
  description = "Id of the existing hosted zone 'Zone'"
  type        = string

  validation {
    condition     = can(regex("^Z[A-Z0-9]{3,31}$", var.existing_zone_id))
    error_message = "The value of existing_zone_id must look like Z0123456789ABCDEFGHIJ."
  }
}
