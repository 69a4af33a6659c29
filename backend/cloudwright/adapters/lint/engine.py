"""The lint subprocess: cfn-lint with its rules read once, one JSON line in, one out.

Request: {"region": ..., "templates": {path: JSON text}}. Reply: {"matches": [...]} or {"error": ...}.
It uses the parts of cfn-lint that its own runner uses (`cfnlint.runner.template.runner`), since `cfnlint.api`
reads all rules again in every call; the version is pinned for that reason.
"""

import json
import sys
from typing import Any

from cfnlint.config import ConfigMixIn, ManualArgs
from cfnlint.core import get_rules
from cfnlint.decode.cfn_json import CfnJSONDecoder
from cfnlint.match import Match
from cfnlint.rules import Rules
from cfnlint.runner.template.runner import run_template_by_data

from cloudwright.kit.memory import settle

_EVERY_LEVEL = ["I", "W", "E"]

JsonObject = dict[str, Any]  # the wire between the two ends of the pipe


def load_rules() -> Rules:
    """Return every rule of cfn-lint, informational ones too; about 0.6 s."""
    return get_rules([], [], _EVERY_LEVEL)


def lint(rules: Rules, path: str, *, text: str, region: str) -> list[JsonObject]:
    """Return the matches of one template; raises ValueError when the text is not JSON."""
    template = json.loads(text, cls=CfnJSONDecoder)
    config = ConfigMixIn(ManualArgs(regions=[region], include_checks=_EVERY_LEVEL))
    return [_match(path, found) for found in run_template_by_data(template, config, rules)]


def _match(path: str, found: Match) -> JsonObject:
    return {
        "template": path,
        "rule_id": found.rule.id,
        "level": found.rule.severity,
        "message": found.message,
        "path": list(getattr(found, "path", None) or ()),
        "source_url": found.rule.source_url,
    }


def answer(rules: Rules, line: str) -> JsonObject:
    request = json.loads(line)
    try:
        return {
            "matches": [
                match
                for path, text in request["templates"].items()
                for match in lint(rules, path, text=text, region=request["region"])
            ]
        }
    except Exception as error:  # noqa: BLE001 - the outermost handler of this process: the other end is told
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer requests until standard input closes."""
    rules = load_rules()
    settle()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(rules, line), default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
