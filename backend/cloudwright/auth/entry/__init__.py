"""Ways in with an account of ours: sign-up, password, second factor, and the links of mails."""
