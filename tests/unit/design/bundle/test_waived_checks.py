"""The settings of checkov in a bundle say which checks are skipped there, and why."""

import yaml

from builders.golden import Golden
from cloudwright.design.bundle.waived_checks import checkov_settings, waivers
from cloudwright.design.emit.terraform.registry import TRANSLATORS
from cloudwright.design.model.architecture import Environment


def test_each_check_is_waived_once_with_a_whole_sentence() -> None:
    ids = [waiver.id for waiver in waivers()]

    assert len(ids) == len(set(ids))
    assert [w.id for w in waivers() if not w.reason.endswith(".") or len(w.reason) < 40] == []
    assert {each for w in waivers() for each in w.types} - TRANSLATORS.keys() == set()


def test_a_bundle_is_told_only_about_resources_that_it_has() -> None:
    site = [Golden("static-site", e, "eu-west-1").blueprint() for e in Environment]

    settings = yaml.safe_load(checkov_settings(site))

    assert settings["framework"] == ["cloudformation", "terraform"]
    assert "CKV_AWS_68" in settings["skip-check"]
    assert {"CKV_AWS_116", "CKV_AWS_157"}.isdisjoint(settings["skip-check"])


def test_what_is_waived_in_one_environment_says_which() -> None:
    api = [Golden("serverless-api", e, "eu-west-1").blueprint() for e in Environment]

    text = checkov_settings(api)

    assert "  # Only in dev: Data of development is made again; production restores to any second.\n" in text
    assert "CKV_AWS_28\n" in text


def test_a_public_load_balancer_is_still_asked_for_tls() -> None:
    public, internal = (
        yaml.safe_load(checkov_settings([Golden(name, e, "eu-west-1").blueprint() for e in Environment]))
        for name in ("container-web", "ec2-web")
    )

    assert {"CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV2_AWS_28"}.isdisjoint(public["skip-check"])
    assert {"CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20"} <= set(internal["skip-check"])
