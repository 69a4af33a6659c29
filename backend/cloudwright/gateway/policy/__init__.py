"""Who may call which model: an organisation's rules in Cedar, their versions, and what they decide."""
