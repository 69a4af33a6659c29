"""Products by name that are neither drawn nor listed among the technologies, so that they can be ruled out."""

import re

# The AWS services here have no kind; the other names are what people run, rent or write with elsewhere.
_AWS = (
    r"app ?runner|app ?sync|athena|aws batch|bedrock|cloud ?trail|code ?build|code ?pipeline|cloud ?9|comprehend|control tower|data ?sync|direct connect|document ?db|elastic map ?reduce|emr|fsx|"
    r"glacier|global accelerator|guard ?duty|iot core|ivs|keyspaces|lake formation|lex|media ?convert|media ?live|memory ?db|msk|amazon mq|neptune|outposts|pinpoint|polly|quick ?sight|rekognition|"
    r"sage ?maker|security hub|systems manager|textract|timestream|transcribe|transfer family|transit gateway|work ?spaces|x-ray|macie|inspector|step functions express|"
    r"secrets manager|parameter store|aurora serverless|global tables"
)
_HOSTED = (
    r"google analytics|google workspace|google sheets|google drive|apigee|heroku|vercel|netlify|cloudflare|fastly|akamai|digital ?ocean|hetzner|ovh|linode|render\.com|fly\.io|railway|supabase|planetscale|"
    r"airtable|notion|zapier|retool|shopify|wix|squarespace|salesforce|sap|share ?point|dropbox|auth0|okta|keycloak|stripe|twilio|sendgrid|mailchimp|datadog|new relic|splunk|sentry|pagerduty|grafana|"
    r"prometheus|snowflake|databricks|algolia|github actions|gitlab|bitbucket|circle ?ci|alibaba cloud|oracle cloud|ibm cloud|cosmos ?db|big ?query|firestore|cloud run"
)
_SELF_RUN = (
    r"openshift|open shift|rancher|nomad|docker swarm|docker compose|proxmox|vmware|vsphere|citrix|openstack|ansible|puppet|chef|pulumi|consul|vault|envoy|nginx|haproxy|varnish|apache|tomcat|jboss|"
    r"wildfly|websphere|weblogic|iis|active ?mq|zero ?mq|zookeeper|pulsar|nats|mqtt|celery|sidekiq|airflow|nifi|influx ?(?:db)?|neo4j|couch ?(?:db|base)|maria ?db|sqlite|db2|sybase|informix|teradata|"
    r"clickhouse|druid|solr|minio|ceph|gluster|samba|ftp|drupal|joomla|typo3|magento|moodle|php ?my ?admin|c ?panel|plesk|jupyter|kibana|logstash"
)
_WRITTEN = r"python|ruby|rails|perl|cobol|node(?:\.js)?|javascript|typescript|c\+\+|c#|\.net|rust|scala|kotlin|angular|react|vue|jquery|django|laravel|symfony|spring(?: boot)?|hibernate"
PRODUCTS = rf"(?:{_AWS}|{_HOSTED}|{_SELF_RUN}|{_WRITTEN})"
_OWN_NAMES = {"msk": "MSK", "openshift": "OpenShift", "open shift": "OpenShift"}


def own_name(words: str) -> str | None:
    """Return the name of a product that belongs to a wider technology but is ruled out by itself."""
    return _OWN_NAMES.get(re.sub(r"\s+", " ", words.lower()))
