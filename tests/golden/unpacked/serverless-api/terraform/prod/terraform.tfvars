# The values of prod. What is empty is yours to give: no plan goes without it.
# E-mail address that gets the messages of 'Alerts', such as operations@example.com
alerts_email = ""
# Monthly budget of the account in US dollars, stated as USD 50.00
monthly_budget = 50
