"""Budgets, rates and numbers of calls at once: what must have room before a call, all of it or nothing."""
