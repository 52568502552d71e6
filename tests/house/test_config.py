"""Streamlit's settings: those that were measured to matter, and none that Streamlit would not know."""

from __future__ import annotations

import tomllib

import pytest
from streamlit import config

from tests.house.tree import ROOT, text

SETTINGS = tomllib.loads(text(".streamlit/config.toml"))


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("runner", "postScriptGC", False),
        ("server", "fileWatcherType", "none"),
        ("server", "address", "127.0.0.1"),
        ("server", "headless", True),
        ("server", "enableStaticServing", True),
        ("server", "enableXsrfProtection", True),
        ("server", "enableCORS", True),
        ("server", "maxMessageSize", 5),
        ("server", "maxWidgetStateSize", 1),
        ("server", "maxUploadSize", 10),
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
    ],
)
def test_setting_holds(section: str, key: str, value: object) -> None:
    assert SETTINGS[section][key] == value


def test_settings_are_known_to_streamlit() -> None:
    names = {f"{section}.{key}" for section, keys in SETTINGS.items() for key in keys}
    themes = {f"theme.{part}.{key}" for part in ("light", "dark") for key in SETTINGS["theme"][part]}

    unknown = (names - {"theme.light", "theme.dark"} | themes) - set(config.get_config_options())

    assert unknown == set()


def test_fonts_of_the_theme_are_there() -> None:
    urls = [face["url"] for face in SETTINGS["theme"]["fontFaces"]]

    missing = [url for url in urls if not (ROOT / url.replace("app/static", "static", 1)).is_file()]

    assert urls
    assert missing == []


def test_streamlit_finds_the_static_folder_beside_its_script() -> None:
    assert (ROOT / "pages/static").resolve() == ROOT / "static"
