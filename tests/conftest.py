"""No test talks to a provider because of a key that happens to be in the environment."""

import os

from cloudwright.gateway.credentials import Credentials

for name in Credentials.model_fields:
    os.environ.pop(name.upper(), None)
