"""What an instance does when it starts: a small web server that holds the place of the application.

It needs nothing from the internet but Amazon Linux's own packages, which come from S3.
"""

from collections.abc import Mapping

from cloudwright.design.blueprint.values import Join, Ref, Scalar, Value
from cloudwright.design.catalog.instances import keys

_HEAD = """#!/bin/bash
# Placeholder: answers every request with status 200. Put your own application in its place.
set -euo pipefail

mkdir -p /opt/app /etc/app /var/log/app
cat > /opt/app/server.py <<'PYTHON'
import http.server
import os


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'{"ok": true}\\n'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET


http.server.ThreadingHTTPServer(("", int(os.environ["PORT"])), Answer).serve_forever()
PYTHON

# Where the application finds its neighbours.
cat > /etc/app/environment <<'ENVIRONMENT'
"""
_TAIL = """ENVIRONMENT

cat > /etc/systemd/system/app.service <<'UNIT'
[Unit]
Description=Application
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/usr/bin/python3 -u /opt/app/server.py
EnvironmentFile=/etc/app/environment
DynamicUser=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
NoNewPrivileges=yes
StandardOutput=append:/var/log/app/app.log
StandardError=append:/var/log/app/app.log
Restart=always

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now app.service

# The application serves before its logs are sent: a missing agent stops no instance.
dnf install -y amazon-cloudwatch-agent || exit 0
cat > /opt/aws/amazon-cloudwatch-agent/etc/app.json <<'AGENT'
{"logs": {"logs_collected": {"files": {"collect_list": [
  {"file_path": "/var/log/app/app.log", "log_stream_name": "{instance_id}", "log_group_name": \""""
_END = """"}
]}}}}
AGENT
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\
  -c file:/opt/aws/amazon-cloudwatch-agent/etc/app.json
"""


def user_data(element_id: str, *, port: int, environment: Mapping[str, Value]) -> Join:
    """Return the script, with the environment of the application in the form of systemd."""
    parts: list[Scalar] = [_HEAD, f"PORT={port}\n"]
    for name, value in sorted(environment.items()):
        if isinstance(value, str | Ref | Join):
            parts += [f"{name}=", value, "\n"]
    return Join((*parts, _TAIL, Ref(keys.logs(element_id)), _END))
