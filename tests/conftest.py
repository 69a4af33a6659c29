"""No test talks to a provider because of a key that happens to be there."""

import os

from cloudwright.gateway.credentials import Credentials

for name in Credentials.model_fields:
    os.environ.pop(name.upper(), None)
os.environ["CLOUDWRIGHT_MODEL__PROVIDER"] = "built-in"  # an `.env` of the person who tests counts neither
