# The values of dev. What is empty is yours to give: no plan goes without it.
# The domain name that people type, for example app.example.com
domain_name = ""
# E-mail address that gets the messages of 'Alerts', such as operations@example.com
alerts_email = ""
# Container image of 'Application'. The default is a placeholder, pulled over the internet, that
# answers with status 200 on port 8080; deploy it first, then again with your own image
app_image = "public.ecr.aws/nginx/nginx-unprivileged:stable"
# Id of the existing hosted zone 'Zone', such as Z0123456789ABCDEFGHIJ
existing_zone_id = ""
