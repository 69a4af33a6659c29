"""Plans and prices, who pays for what, and what the payment provider says about it."""
