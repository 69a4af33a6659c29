variable "aws_region" {
  description = "Region of everything"
  type        = string
  default     = "eu-west-1"

  validation {
    condition     = var.aws_region == "eu-west-1"
    error_message = "The design is priced and checked for eu-west-1; compile it for another first."
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

variable "monthly_budget" {
  description = "Monthly budget of the account in US dollars, stated as USD 50.00"
  type        = number
  default     = 50
}
