"""The file of organisations: what is read, and what is refused with a sentence that says what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from sotecin_graph.errors import BadInput
from sotecin_graph.federation import Provider, read_providers, streamlit_secrets

RIGHT = """
[ministry]
name = "Ministry"
client_id = "us"
client_secret = "s"
server_metadata_url = "https://id.ministry.example/.well-known/openid-configuration"
mails = ["Ministry.example"]
"""


def _file(folder: Path, content: str, mode: int = 0o600) -> Path:
    file = folder / "organisations.toml"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    return file


def test_organisation_is_read_and_told_to_streamlit(tmp_path: Path) -> None:
    (ministry,) = read_providers(_file(tmp_path, RIGHT))

    assert ministry.vouches_for("anna@MINISTRY.example")
    assert not ministry.vouches_for("anna@notministry.example")
    told = streamlit_secrets([ministry], address="https://map.example.org", cookie_secret="c")["auth"]
    assert told["redirect_uri"] == "https://map.example.org/session/organisation"
    assert told["ministry"] == {name: getattr(ministry, name) for name in told["ministry"]}
    assert {"name", "mails"} & set(told["ministry"]) == set()


def test_no_file_is_no_organisation(tmp_path: Path) -> None:
    assert read_providers(tmp_path / "none.toml") == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (RIGHT.replace("[ministry]", "[my_ministry]"), "small letters"),
        (RIGHT.replace('client_id = "us"', ""), "needs client_id"),
        (RIGHT.replace('name = "Ministry"', 'name = ""'), "needs name"),
        (RIGHT.replace("https://", "http://"), "begins with https://"),
        (RIGHT.replace('["Ministry.example"]', '["anna@ministry.example"]'), "list of domains"),
        (RIGHT + 'tenant = "x"\n', "has no tenant"),
        ("name = 'x'", "has a table"),
        ("[ministry", "is no TOML"),
    ],
)
def test_wrong_file_is_refused_with_what_to_mend(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_providers(_file(tmp_path, wrong))


def test_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="chmod 600"):
        read_providers(_file(tmp_path, RIGHT, 0o640))


def test_this_machine_may_be_tried_without_https(tmp_path: Path) -> None:
    found = read_providers(_file(tmp_path, RIGHT.replace("https://id.ministry.example", "http://127.0.0.1:9000")))

    assert [type(each) for each in found] == [Provider]
