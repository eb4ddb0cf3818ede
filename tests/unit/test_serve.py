"""Where the app is served, and what is said to whoever serves it."""

import tomllib

import pytest

from settings import PROJECT, settings
from tools.serve import address_of, remarks


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    """A function that writes a secrets.toml in force for one test."""

    def write(text: str) -> None:
        (tmp_path / "secrets.toml").write_text(text, encoding="utf-8")
        settings.cache_clear()

    monkeypatch.setenv("NEEDS_ATLAS_SECRETS", str(tmp_path / "secrets.toml"))
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)
    settings.cache_clear()
    yield write
    settings.cache_clear()


def test_plain_streamlit_serves_this_machine_only():
    assert tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]["address"] == "127.0.0.1"


@pytest.mark.parametrize(("given", "address"), [
    ([], "127.0.0.1"), (["--server.port", "8600"], "127.0.0.1"), (["--server.address", "0.0.0.0"], "0.0.0.0"),
    (["--server.address=0.0.0.0", "--server.port", "1"], "0.0.0.0"), (["--server.address", "::1"], "::1"),
])  # fmt: skip
def test_the_address_is_that_of_the_arguments_else_of_the_file(secrets, given, address):
    assert address_of(given) == address


@pytest.mark.parametrize(
    ("address", "is_said"), [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("", True), ("10.0.0.5", True)]
)
def test_who_serves_others_without_a_sign_in_service_is_told(secrets, address, is_said):
    assert [("everybody is a viewer" in sentence) for sentence in remarks(address)] == [True] * is_said


def test_with_a_sign_in_service_nothing_is_said(secrets):
    secrets('[auth]\nclient_id = "x"\n[needs_atlas.role_of_group]\nReaders = "viewer"\n')
    assert remarks("0.0.0.0") == [] and settings().role_of_group == (("Readers", "viewer"),)


def test_a_role_that_there_is_not_is_told(secrets):
    secrets('[needs_atlas.role_of_group]\nReaders = "reader"\n')
    assert remarks("127.0.0.1") == ["role_of_group names no role that there is: reader; it gives nothing."]


def test_settings_of_signing_in_come_from_the_environment_too(secrets, monkeypatch):
    for name, value in {
        "ROLE_OF_GROUP": '{"A b": "analyst"}',
        "SIGN_IN_HOURS": "1.5",
        "OPEN_TO_ALL": "true",
        "CLOCK_LEEWAY_S": "0",
    }.items():
        monkeypatch.setenv(f"NEEDS_ATLAS_{name}", value)
    settings.cache_clear()
    found = settings()
    assert (found.role_of_group, found.sign_in_hours, found.open_to_all, found.clock_leeway_s) == ((("A b", "analyst"),), 1.5, True, 0)
