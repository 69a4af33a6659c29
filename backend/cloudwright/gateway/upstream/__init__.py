"""Where a call goes: requests as each provider wants them, answers translated, faults named. Pure."""
