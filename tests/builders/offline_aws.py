"""The few calls that a plan makes although nothing is deployed, answered on the loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from typing_extensions import override

SERVICES = ("ec2", "sfn", "sts")  # the endpoints that lead here

_IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/test</Arn><UserId>AIDATEST</UserId><Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>test</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>"""
_ZONE = """<item>
  <zoneName>eu-west-1{letter}</zoneName><zoneId>euw1-az{number}</zoneId><zoneState>available</zoneState>
  <zoneType>availability-zone</zoneType><optInStatus>opt-in-not-required</optInStatus>
  <regionName>eu-west-1</regionName><groupName>eu-west-1</groupName>
</item>"""
_ZONES = (
    '<DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
    "<requestId>test</requestId><availabilityZoneInfo>"
    + "".join(_ZONE.format(letter=letter, number=number) for number, letter in enumerate("abc", start=1))
    + "</availabilityZoneInfo></DescribeAvailabilityZonesResponse>"
)
_ANSWERS = {
    "GetCallerIdentity": ("text/xml", _IDENTITY),
    "DescribeAvailabilityZones": ("text/xml", _ZONES),
    "AWSStepFunctions.ValidateStateMachineDefinition": (
        "application/x-amz-json-1.0",
        '{"result": "OK", "diagnostics": []}',
    ),
}


@contextmanager
def offline_aws() -> Iterator[str]:
    """Serve the calls and yield the endpoint; any other call is refused."""
    server = _Endpoint(("127.0.0.1", 0), _Calls)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


class _Endpoint(ThreadingHTTPServer):
    """Answers the calls of all modules at once: each waits for none of the others."""

    request_queue_size = 128


class _Calls(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a connection that the server closes can fail the answer on its way
    wbufsize = -1  # head and body leave together

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        asked = self.headers.get("x-amz-target") or parse_qs(body).get("Action", [""])[0]
        if asked not in _ANSWERS:
            self.send_error(400, f"nothing is known about {asked}")
            return
        content_type, text = _ANSWERS[asked]
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output to itself."""
