"""AWS Lambda functions: properties, connections, failures, prices and alarms."""
