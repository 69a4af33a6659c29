# The values of prod. What is empty is yours to give: no plan goes without it.
# E-mail address that gets the messages of 'Alerts', such as operations@example.com
alerts_email = ""
