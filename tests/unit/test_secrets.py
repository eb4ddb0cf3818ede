"""Secrets of the settings stand in no text that settings, errors or commands give."""

import pytest

from settings import Settings, settings

SECRET = "s3cret-of-this-test"
KEYS = [name for name in Settings.__dataclass_fields__ if name.endswith(("key", "secret", "password", "token"))]


def test_there_are_secrets():
    assert {"pupil_key", "audit_key"} <= set(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_a_secret_is_in_no_text_of_the_settings(name, monkeypatch):
    monkeypatch.setenv(f"NEEDS_ATLAS_{name.upper()}", SECRET)
    settings.cache_clear()
    try:
        assert getattr(settings(), name) == SECRET
        assert SECRET not in repr(settings()) and SECRET not in str(settings())
    finally:
        settings.cache_clear()
