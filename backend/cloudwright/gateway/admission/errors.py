"""How admission fails.

StoreAway      the store of counters does not answer
FiguresAway    the ledger cannot say what was spent
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class StoreAway(CloudwrightError):
    """The store of counters does not answer; whether it did what it was asked is unknown."""

    kind = ErrorKind.UNAVAILABLE
    code = "ADMISSION_STORE_AWAY"


class FiguresAway(CloudwrightError):
    """The ledger cannot say what was spent."""

    kind = ErrorKind.UNAVAILABLE
    code = "LEDGER_FIGURES_AWAY"
