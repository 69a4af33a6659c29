"""When something else is a fair choice, and what it asks in return: said without figures, which are computed."""

# ruff: noqa: E501  # sentences for people are kept whole

# sentences for people are kept whole

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fair:
    """`wins` completes 'It wins when ...'; `asks` is what it costs besides money."""

    name: str
    wins: str
    asks: str


FAIR: Mapping[str, Fair] = {
    "lambda_function": Fair("Lambda", "the load is uneven, with hours of nothing, and each job is short",
                            "cutting the program into handlers, and a slower first call after a pause"),
    "fargate_service": Fair("containers on Fargate", "the program exists as an image, runs long, or is busy most of the day",
                            "a fixed price for the smallest number of tasks, and images to rebuild with patches"),
    "auto_scaling_group": Fair("EC2 servers", "software needs an operating system of its own, or the load is high and steady",
                               "patching the operating system, and images of machines"),
    "dynamodb_table": Fair("DynamoDB", "records are found by a key, at any load",
                           "knowing the questions in advance: there are no joins"),
    "rds_instance": Fair("one RDS instance", "the load is small and steady, and records refer to each other",
                         "choosing its size, and a pause of a minute or two at a failover"),
    "aurora_cluster": Fair("Aurora", "the load changes over the day, readers are many, or a failover has to be quick",
                           "a higher price for each hour"),
    "SQL": Fair("a relational database", "records refer to each other, and reports ask what nobody knew in advance",
                "a database that is paid for all day, in a network of its own"),
    "NoSQL": Fair("a key-value table", "records are found by a key, at any load",
                  "knowing the questions in advance: there are no joins"),
    "database": Fair("a database", "records are asked for one by one, or have to be changed",
                     "a store that is paid for and looked after"),
    "PostgreSQL": Fair("PostgreSQL", "records refer to each other, and the team knows SQL",
                       "a database that is paid for all day, in a network of its own"),
    "MySQL": Fair("MySQL", "a program was written for it", "a database that is paid for all day, in a network of its own"),
    "MongoDB": Fair("MongoDB", "a program was written for it and documents are asked for in many ways",
                    "running it or paying its vendor; DocumentDB speaks some of it, and is not drawn here"),
    "elasticache_cache": Fair("a cache", "the same questions are asked again and again and an answer may be a moment old",
                              "nodes that are paid for all day, and answers that can be stale"),
    "sqs_queue": Fair("a queue", "work may be done a moment later, and a burst must not be refused",
                      "people see the result later, and a message may come twice"),
    "sns_topic": Fair("a topic", "several receivers want the same message at once", "a queue behind each receiver that must not miss one"),
    "eventbridge_rule": Fair("EventBridge", "several systems react to events, and new ones will come",
                             "events that are described and versioned"),
    "Kafka": Fair("Kafka", "many readers replay a long history in order, or partners speak it",
                  "brokers that are paid for all day, and people who know it"),
    "RabbitMQ": Fair("RabbitMQ", "a program was written for it", "a broker that is paid for all day"),
    "kubernetes": Fair("Kubernetes", "a team runs it already, with its tools and charts, for many services",
                       "a control plane that is paid for all day, nodes below it, and an upgrade several times a year"),
    "websocket_api": Fair("a WebSocket", "the other side has to hear of something at once",
                          "keeping track of open connections"),
    "polling": Fair("polling an HTTP API", "a few people look, and a delay of some seconds is fine",
                    "a request from everybody at every tick, whether there is news or not"),
    "http_api": Fair("an HTTP API", "callers ask and wait for an answer", "nothing reaches the caller unasked"),
    "cloudfront_distribution": Fair("CloudFront", "visitors are far away, files are large, or a bucket has to stay private",
                                    "a moment until a change is seen everywhere"),
    "s3_bucket": Fair("S3", "files of any size are kept and fetched whole", "no changing in place, no questions across files"),
    "waf_web_acl": Fair("a web firewall", "an API is open to the internet, or an auditor asks for one",
                        "a fixed price each month, and somebody who looks at what it blocked"),
    "cognito_user_pool": Fair("Cognito", "people need accounts and nobody wants to keep passwords",
                              "its own pages and limits; moving accounts away later asks for new passwords"),
    "application_load_balancer": Fair("a load balancer", "containers or servers answer, at a steady load",
                                      "an hourly price, also at night"),
    "kms_key": Fair("a key of your own", "somebody must be able to withdraw it, or an auditor asks who used it",
                    "a fixed price a month, and care: what it encrypts is lost with it"),
    "step_functions_workflow": Fair("Step Functions", "work has steps that can fail one by one, or runs longer than a function may",
                                    "a price for each step"),
    "kinesis_stream": Fair("Kinesis", "events have to stay in order and several readers want all of them",
                           "a price for each hour or gigabyte, whether read or not"),
    "firehose_stream": Fair("Firehose", "events only have to arrive in a lake as large files", "a delay of a minute or more"),
    "rds_proxy": Fair("RDS Proxy", "many functions open connections to one database", "an hourly price that follows the database's size"),
    "efs_file_system": Fair("EFS", "several machines write the same files in place", "a higher price for each gigabyte than a bucket"),
    "nat_gateway": Fair("a NAT gateway", "code in private subnets calls services outside of AWS", "an hourly price and one for each gigabyte"),
    "GraphQL": Fair("GraphQL", "many clients each want other parts of the same data", "a schema, resolvers, and care with expensive questions"),
    "microservices": Fair("microservices", "several teams release on their own", "networks between what was one program"),
    "monolith": Fair("one program", "one team writes it", "everything is released together"),
    "serverless": Fair("serverless parts", "the load is uneven and nobody wants to patch", "limits of time and size on each call"),
    "single server": Fair("a single server", "an hour of downtime hurts nobody and one person knows it well",
                          "patching it, and no second one when it breaks"),
    "spot instances": Fair("spot capacity", "work can be stopped and done again", "capacity that is withdrawn at short notice"),
    "cron": Fair("a schedule on a server", "a server runs anyway", "nobody notices when it did not run"),
    "Elasticsearch": Fair("OpenSearch", "people search in text, with typos and ranking", "a cluster that is paid for all day"),
    "Redshift": Fair("a warehouse", "analysts ask across years of data", "a second copy of the data, and a price for each hour of questions"),
    "Athena": Fair("Athena", "files in a bucket are asked now and then, in SQL", "seconds of waiting, and a price for each terabyte read"),
    "Beanstalk": Fair("Elastic Beanstalk", "one web program has to run and nobody wants to see the parts", "less say in those parts"),
    "Lightsail": Fair("Lightsail", "a small site needs one server at a flat price", "few ways to grow"),
    "Amplify": Fair("Amplify", "a front end team wants a site with a backend in a day", "its own way of building"),
}  # fmt: skip
