"""Sign-ins: who somebody is on a device, the tokens that say so, and what ends them."""
