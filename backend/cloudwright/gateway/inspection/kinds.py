"""What is looked for, what is done about it, and which way the text goes."""

from enum import StrEnum


class Kind(StrEnum):
    """What a finding is of; its value stands in the mark that replaces it."""

    EMAIL = "email"
    PHONE = "phone"
    PAYMENT_CARD = "payment_card"
    IBAN = "iban"
    US_SSN = "us_ssn"
    IP_ADDRESS = "ip_address"
    PASSPORT = "passport"
    AWS_ACCESS_KEY = "aws_access_key"
    PRIVATE_KEY = "private_key"
    JWT = "jwt"
    API_KEY = "api_key"
    SECRET = "secret"  # noqa: S105  # a high-entropy value that is assigned to a telling name

    @property
    def mark(self) -> str:
        """What stands in place of the value."""
        return f"[{self.value}]"


class Action(StrEnum):
    OBSERVE = "observe"
    REDACT = "redact"
    BLOCK = "block"


class Direction(StrEnum):
    PROMPT = "prompt"
    ANSWER = "answer"
