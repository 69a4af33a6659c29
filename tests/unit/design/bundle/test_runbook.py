"""The runbook says for each alarm how to go back, and names commands that work on what is there."""

import re

import pytest

from builders.bundles import a_subject
from builders.golden import golden_document
from cloudwright.design.bundle.documents.runbook import runbook


def _about(text: str, name: str) -> str:
    found = re.search(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[0] if found else ""


@pytest.mark.parametrize("name", ["container-web", "clickstream", "web-app-guarded"])
def test_every_alarm_says_where_to_look_and_how_to_go_back(name: str) -> None:
    text = runbook(a_subject(golden_document(name)))

    alarms = [each for each in re.split(r"^## ", text, flags=re.MULTILINE)[1:] if each.startswith(f"{name}-")]
    assert len(alarms) > 5
    assert [
        a.splitlines()[0] for a in alarms if "**First look.**" not in a or "**Roll back.**" not in a
    ] == []


def test_a_function_goes_back_by_its_previous_archive() -> None:
    text = runbook(a_subject(golden_document("clickstream")))

    told = _about(text, "clickstream-prod-operations-counter-errors")
    assert "--function-name clickstream-prod-counter --zip-file" in told
    assert "lies in `clickstream-prod-given-up-batches`" in told


def test_messages_from_a_stream_are_not_said_to_move_back() -> None:
    told = _about(runbook(a_subject(golden_document("clickstream"))), "Dead letters")

    assert "Nothing moves it back by itself" in told
    assert "start-message-move-task" not in told


def test_messages_from_a_queue_move_back_by_one_command() -> None:
    told = _about(runbook(a_subject(golden_document("image-pipeline"))), "Dead letters")

    assert "aws sqs start-message-move-task --region" in told
    assert ":ACCOUNT:image-pipeline-prod-" in told


def test_a_database_and_a_table_come_back_to_a_moment() -> None:
    containers = _about(runbook(a_subject(golden_document("container-web"))), "Restore")
    clicks = _about(runbook(a_subject(golden_document("clickstream"))), "Restore")

    assert "--source-db-cluster-identifier container-web-prod-database" in containers
    assert "--source-table-name clickstream-prod-counts" in clicks


def test_a_bucket_without_versions_promises_nothing() -> None:
    told = _about(runbook(a_subject(golden_document("clickstream"))), "Restore")

    assert "(`lake`): The bucket keeps no earlier versions" in told


@pytest.mark.parametrize("name", ["event-driven", "clickstream"])
def test_no_alarm_promises_what_its_dead_letters_do_not_allow(name: str) -> None:
    assert "redrive" not in runbook(a_subject(golden_document(name)))


def test_a_first_look_needs_nothing_that_is_switched_off() -> None:
    text = runbook(a_subject(golden_document("chat")))
    assert "for the key used most switch on Contributor Insights" in text
