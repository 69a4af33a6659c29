from pathlib import Path

import pytest
from pydantic import ValidationError

from cloudwright.config import Settings, environment_example
from cloudwright.gateway.credentials import credentials_example

EXAMPLE = Path(__file__).parents[3] / ".env.example"


def test_the_example_file_names_every_setting_at_its_default() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == environment_example() + credentials_example()


def test_the_uncommented_example_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    lines = environment_example().splitlines()
    file.write_text("\n".join(line.removeprefix("#") for line in lines if line.startswith("#CLOUDWRIGHT_")))

    assert Settings(_env_file=file) == Settings(_env_file=None)


def test_a_variable_sets_its_group_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUDWRIGHT_SERVER__PORT", "9123")

    settings = Settings(_env_file=None)

    assert settings.server.port == 9123
    assert settings.public_origin == "http://localhost:9123"


def test_a_misspelt_variable_inside_a_group_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUDWRIGHT_SERVER__PROT", "9123")

    with pytest.raises(ValidationError, match="prot"):
        Settings(_env_file=None)
