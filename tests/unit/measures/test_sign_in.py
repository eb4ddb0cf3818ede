"""What claims of an identity token give, and for how long."""

from dataclasses import replace

import pytest

from measures.sign_in import ENDED, IN, NO_ROLE, OUT, REFUSED, groups_of, person_of, sign_in_of, sign_out
from settings import Settings

NOW = 1_800_000_000
CLAIMS = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "ana", "email": "Ana@example.org", "name": "Ana Example",
          "iat": NOW - 60, "exp": NOW + 3600, "roles": ["Needs analysts"]}  # fmt: skip
GROUPS = (("Needs analysts", "analyst"), ("Readers", "viewer"), ("Officers", "data_officer"), ("Nonsense", "admin"))


@pytest.fixture
def chosen(tmp_path):
    return Settings(role_of_group=GROUPS, revoked=tmp_path / "revoked.txt")


def stands(chosen, now=NOW, **claims):
    found = sign_in_of(CLAIMS | claims, chosen, now)
    return found.stands, found.access.role


def test_a_sign_in_with_a_known_group(chosen):
    found = sign_in_of(CLAIMS, chosen, NOW)
    assert (found.stands, found.access.role, found.name) == (IN, "analyst", "Ana Example")
    assert found.access.person == person_of(CLAIMS) and "ana" not in found.access.person


@pytest.mark.parametrize(("claims", "role"), [
    ({"roles": "Readers"}, "viewer"), ({"roles": ["Readers", "Officers", "Needs analysts"]}, "data_officer"),
    ({"roles": ["needs analysts"]}, ""), ({"roles": []}, ""), ({"roles": ""}, ""), ({"roles": None}, ""), ({"roles": {"Officers": 1}}, ""),
    ({"roles": 7}, ""), ({"roles": [["Officers"]]}, ""), ({"roles": "Readers, Officers"}, ""), ({"roles": ["Nonsense"]}, ""),
    ({"roles": ["data_officer"]}, ""), ({"role": "Officers", "roles": []}, ""),
])  # fmt: skip
def test_groups_become_roles_by_the_settings_and_by_nothing_else(chosen, claims, role):
    assert stands(chosen, **claims) == ((IN, role) if role else (NO_ROLE, ""))


def test_a_missing_claim_leaves_without_a_role(chosen):
    claims = {key: value for key, value in CLAIMS.items() if key != "roles"}
    found = sign_in_of(claims, chosen, NOW)
    assert (found.stands, found.access.role) == (NO_ROLE, "") and "none of your groups has a role" in found.sentence


def test_a_claim_within_another():
    assert groups_of({"realm": {"roles": ["a", "b"]}}, "realm.roles") == ("a", "b")
    assert groups_of({"https://example.org/roles": ["a"]}, "https://example.org/roles") == ("a",)
    assert groups_of({"realm": "roles"}, "realm.roles") == ()


@pytest.mark.parametrize(("claims", "expected"), [
    ({"exp": NOW - 61}, ENDED), ({"exp": NOW - 60}, ENDED), ({"exp": NOW - 59}, IN), ({"exp": NOW}, IN),
    ({"iat": NOW + 59}, IN), ({"iat": NOW + 61}, ENDED), ({"nbf": NOW + 61}, ENDED), ({"nbf": NOW + 59}, IN),
    ({"iat": NOW - 8 * 3600 + 1, "exp": NOW + 90_000}, IN), ({"iat": NOW - 8 * 3600, "exp": NOW + 90_000}, ENDED),
    ({"exp": None}, ENDED), ({"exp": "never"}, ENDED), ({"exp": True}, ENDED), ({"exp": float("inf")}, ENDED), ({"exp": float("nan")}, ENDED),
    ({"iat": None}, ENDED), ({"iat": "1"}, ENDED), ({"nbf": "soon"}, ENDED), ({"exp": 0}, ENDED), ({"exp": -1}, ENDED),
])  # fmt: skip
def test_a_sign_in_holds_for_its_time_and_for_as_long_as_clocks_may_differ(chosen, claims, expected):
    assert stands(chosen, **claims) == (expected, "analyst" if expected == IN else "")


@pytest.mark.parametrize("missing", ["exp", "iat"])
def test_a_token_that_says_no_time_gives_nothing(chosen, missing):
    found = sign_in_of({key: value for key, value in CLAIMS.items() if key != missing}, chosen, NOW)
    assert (found.stands, found.access.role) == (ENDED, "") and "does not say" in found.sentence


@pytest.mark.parametrize("said", [False, None, "true", 1, "yes"])
def test_who_is_not_said_to_be_signed_in_is_not(chosen, said):
    assert stands(chosen, is_logged_in=said) == (OUT, "")


def test_claims_of_somebody_signed_out_count_for_nothing(chosen):
    assert sign_in_of({}, chosen, NOW).stands == OUT
    assert sign_in_of({"roles": ["Officers"], "exp": NOW + 10, "iat": NOW}, chosen, NOW).access.role == ""


@pytest.mark.parametrize("entry", ["ana", "ANA@example.org", "group:needs ANALYSTS", f"# gone\n  {person_of(CLAIMS)}  # on Monday"])
def test_access_can_be_taken_away_at_once_and_given_back(chosen, entry):
    assert stands(chosen) == (IN, "analyst")
    chosen.revoked.write_text(f"{entry}\n", encoding="utf-8")
    assert stands(chosen) == ((NO_ROLE, "") if entry.startswith("group:") else (REFUSED, ""))
    assert stands(chosen, sub="olu", email="", roles=["Officers"]) == (IN, "data_officer")
    chosen.revoked.write_text("", encoding="utf-8")
    assert stands(chosen) == (IN, "analyst")


def test_a_list_that_cannot_be_read_lets_nobody_in(chosen):
    chosen.revoked.write_bytes(b"\xff\xfe\xff")
    assert stands(chosen) == (REFUSED, "")
    chosen.revoked.unlink()
    chosen.revoked.mkdir()
    assert stands(chosen) == (REFUSED, "")


def test_a_revoked_group_leaves_what_other_groups_give(chosen):
    chosen.revoked.write_text("group:Officers\n", encoding="utf-8")
    assert stands(chosen, roles=["Officers", "Readers"]) == (IN, "viewer")


def test_signing_out_ends_every_copy_of_the_sign_in(chosen):
    mine = CLAIMS | {"sub": "who signs out"}
    assert sign_in_of(mine, chosen, NOW).stands == IN
    sign_out(mine)
    assert sign_in_of(dict(mine), chosen, NOW).stands == OUT
    assert sign_in_of(mine | {"iat": NOW - 1}, chosen, NOW).stands == IN  # signed in again


@pytest.mark.parametrize("claims", [{}, CLAIMS | {"exp": NOW - 900}, CLAIMS | {"roles": []}], ids=["out", "ended", "no role"])
def test_open_to_all_makes_viewers_and_nothing_more(chosen, claims):
    assert sign_in_of(claims, replace(chosen, open_to_all=True), NOW).access.role == "viewer"
    assert sign_in_of(claims, chosen, NOW).access.role == ""


def test_a_person_is_the_same_by_service_and_subject_alone():
    assert person_of(CLAIMS) == person_of(CLAIMS | {"email": "other@example.org", "iat": 1})
    assert len({person_of(CLAIMS), person_of(CLAIMS | {"sub": "b"}), person_of(CLAIMS | {"iss": "https://other.example.org"})}) == 3
