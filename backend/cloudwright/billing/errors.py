"""What can go wrong with plans and payments.

BillingOff             BILLING_OFF               no payment provider is set up here: an operator sets plans
PaymentsUnavailable    PAYMENTS_UNAVAILABLE      the payment provider does not answer; nothing was charged
PaymentsRefused        PAYMENTS_REFUSED          the payment provider refuses what was asked
PaymentsMisconfigured  PAYMENTS_MISCONFIGURED    our key or catalogue does not fit the provider's account
SameKeyOtherRequest    SAME_KEY_OTHER_REQUEST    an idempotency key came again with another request
PlanNotOnSale          PLAN_NOT_ON_SALE          this plan cannot be bought, or not with so many seats
AlreadySubscribed      ALREADY_SUBSCRIBED        there is a subscription, which is to be changed instead
NotSubscribed          NOT_SUBSCRIBED            the organisation has no subscription yet
WebhookRefused         WEBHOOK_REFUSED           a webhook was not signed by the provider, or too long ago
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class BillingOff(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "BILLING_OFF"


class PaymentsUnavailable(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "PAYMENTS_UNAVAILABLE"


class PaymentsRefused(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "PAYMENTS_REFUSED"


class PaymentsMisconfigured(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "PAYMENTS_MISCONFIGURED"


class SameKeyOtherRequest(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "SAME_KEY_OTHER_REQUEST"


class PlanNotOnSale(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "PLAN_NOT_ON_SALE"


class AlreadySubscribed(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "ALREADY_SUBSCRIBED"


class NotSubscribed(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "NOT_SUBSCRIBED"


class WebhookRefused(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "WEBHOOK_REFUSED"
