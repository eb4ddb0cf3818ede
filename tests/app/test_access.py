"""Pages, sections and buttons by role, without a browser; and who surely sits at this machine."""

import time

import pytest

from components import access
from components.provider import answers, providers
from measures.access import AREAS, LOAD, Access, acting_as
from measures.errors import NotPermitted
from settings import settings
from tests.app.visit import PAGES, assert_sound, texts, visit
from tests.unit.measures.test_sign_in import CLAIMS, GROUPS

pytestmark = pytest.mark.xdist_group("cohort_home")
PLYMOUTH = "E06000026"
AUTH = {"cookie_secret": "x" * 40, "server_metadata_url": "https://id.example.org/.well-known/openid-configuration"}
GROUP_OF = {role: group for group, role in GROUPS} | {"none": "Nobody's"}
BROWSER = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501", "User-Agent": "a browser"}


@pytest.fixture
def signed_in(monkeypatch, cohort_home, use_home, tmp_path):
    """A function by which somebody of a role, or with other claims, is signed in from now on."""
    use_home(cohort_home)
    monkeypatch.setenv(
        "NEEDS_ATLAS_ROLE_OF_GROUP",
        '{"Needs analysts": "analyst", "Readers": "viewer", "Officers": "data_officer", "Leads": "facilitator"}',
    )
    monkeypatch.setenv("NEEDS_ATLAS_REVOKED", str(tmp_path / "revoked.txt"))
    settings.cache_clear()
    monkeypatch.setattr(access, "auth_section", lambda: AUTH)
    now = int(time.time())

    def sign_in(role: str, **claims: object) -> None:
        groups = {"facilitator": "Leads"} | GROUP_OF
        told = CLAIMS | {"iat": now, "exp": now + 600, "roles": [groups[role]]} | claims
        monkeypatch.setattr(access, "claims_here", lambda: told)

    return sign_in


def words(app) -> str:
    return " ".join(texts(app))


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_sees_no_page(signed_in, page):
    signed_in("analyst", is_logged_in=False)
    app = visit(page, la=PLYMOUTH, role="data_officer")
    assert not app.exception and app.title[0].value == "Sign in to see Needs Atlas"
    assert not app.sidebar.selectbox and not app.main.dataframe
    assert [button.label for button in app.main.button] == ["Sign in"]


@pytest.mark.parametrize(("claims", "said"), [
    ({"roles": "Nobody's"}, "none of your groups has a role"), ({"roles": None}, "none of your groups has a role"),
    ({"exp": 1_700_000_000}, "Your sign-in has ended. Sign in again"), ({"exp": None}, "does not say from when"),
    ({"iat": int(time.time()) + 7200, "exp": int(time.time()) + 9000}, "the clocks of this server and of the sign-in service differ"),
])  # fmt: skip
def test_a_sign_in_that_gives_nothing_gets_a_sentence_and_nothing_else(signed_in, claims, said):
    signed_in("analyst", **claims)
    app = visit("pages/learning/attainment.py", la=PLYMOUTH)
    assert not app.exception and said in app.info[0].value
    assert not app.sidebar.selectbox and not app.main.dataframe


@pytest.mark.parametrize(
    ("auth", "option"), [(AUTH | {"cookie_secret": "short"}, None), (AUTH, {"X-User": "roles"})], ids=["secret", "headers"]
)
def test_an_unsafe_set_up_recognises_nobody(signed_in, monkeypatch, auth, option):
    signed_in("data_officer")
    monkeypatch.setattr(access, "auth_section", lambda: auth)
    read = access.config.get_option
    monkeypatch.setattr(access.config, "get_option", lambda name: option if name == "server.trustedUserHeaders" else read(name))
    assert access.standing().access.role == "" and "not set up safely" in access.standing().sentence


SEES_PUPILS = {"viewer": False, "facilitator": False, "analyst": True, "data_officer": True}


@pytest.mark.parametrize("role", SEES_PUPILS)
def test_results_of_pupils_on_the_page_by_role(signed_in, role):
    signed_in(role)
    app = visit("pages/learning/attainment.py", la=PLYMOUTH, measure="gld", by="fsm", role="data_officer", roles="Officers")
    assert_sound(app)
    assert ("may see open statistics only" in words(app)) != SEES_PUPILS[role]
    assert any("Ward" in table.value and "Budshead" in set(table.value["Ward"]) for table in app.main.dataframe) == SEES_PUPILS[role]
    assert f"Ana Example, {role.replace('_', ' ')}" in " ".join(str(each.value) for each in app.sidebar.markdown)


MAY = {"viewer": (False, False), "facilitator": (True, False), "analyst": (True, False), "data_officer": (True, True)}


@pytest.mark.parametrize("role", MAY)
def test_what_can_be_changed_by_role(signed_in, role):
    signed_in(role)
    areas, loads = MAY[role]
    app = visit("pages/place/priority_areas.py", la=PLYMOUTH)
    assert_sound(app)
    assert any(button.label == "Save the area" for button in app.main.button) == areas
    assert ("Making and changing priority areas needs the role facilitator, analyst or data officer" in words(app)) != areas
    app = visit("pages/data/data.py", la=PLYMOUTH)
    assert_sound(app)
    assert ("Give files as their publishers ship them" in words(app)) == loads
    assert ("Loading files and taking them back needs the role data officer" in words(app)) != loads
    assert ("which rows were left out needs the role data officer" in words(app)) != loads


def test_a_role_taken_away_while_somebody_reads(signed_in):
    signed_in("analyst")
    app = visit("pages/learning/attainment.py", la=PLYMOUTH, measure="gld", by="fsm")
    assert "may see open statistics only" not in words(app)
    settings().revoked.write_text("group:Needs analysts\n", encoding="utf-8")
    app.run()
    assert not app.main.dataframe and "none of your groups has a role" in app.info[0].value
    settings().revoked.unlink()
    assert_sound(app.run())


def test_a_page_for_another_role_says_which(signed_in, monkeypatch):
    signed_in("viewer")
    monkeypatch.setattr("components.site.needs_of", lambda address: LOAD if address == "data" else "open")
    app = visit("pages/data/data.py", la=PLYMOUTH)
    assert_sound(app)
    assert texts(app)[:2] == ["# Data", "Loading files and taking them back needs the role data officer; yours is viewer."]
    assert not app.main.dataframe
    signed_in("data_officer")
    assert visit("pages/data/data.py", la=PLYMOUTH).main.dataframe


def test_a_button_pressed_after_the_role_was_lost_does_nothing(signed_in, monkeypatch):
    done, state = [], {}
    monkeypatch.setattr(access.st, "session_state", state)
    press = access.guarded(AREAS, done.append)
    signed_in("facilitator")
    press("made")
    signed_in("viewer")
    press("made again")
    assert done == ["made"] and "needs the role facilitator" in state[access.REFUSAL]


def test_a_file_is_not_made_for_whose_sign_in_has_ended_since(signed_in):
    signed_in("analyst")
    with acting_as(Access("analyst")):
        make = access.at_press(lambda: b"figures")
    assert make() == b"figures"
    settings().revoked.write_text("ana\n", encoding="utf-8")
    with pytest.raises(NotPermitted):
        make()


@pytest.mark.parametrize(("address", "visitor", "headers", "expected"), [
    ("127.0.0.1", None, {}, True), ("localhost", None, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
    ("::1", None, {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, True),
    ("0.0.0.0", None, {}, False), (None, None, {}, False), ("", None, {}, False), ("10.0.0.5", "10.0.0.9", {}, False),
    ("127.0.0.1", "10.0.0.9", {}, False), ("127.0.0.1", None, {"Host": "atlas.example.org"}, False),
    ("127.0.0.1", None, {"Origin": "https://atlas.example.org"}, False), ("127.0.0.1", None, {"Origin": ""}, False),
    ("127.0.0.1", None, {"Host": ""}, False), ("127.0.0.1", None, {"Host": "127.0.0.1.example.org"}, False),
    ("127.0.0.1", None, {"Origin": "null"}, False), ("127.0.0.1", None, {"Origin": "http://[::1"}, False),
    *(("127.0.0.1", None, {name: value}, False) for name, value in {
        "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "localhost", "X-Forwarded-Proto": "https", "Forwarded": "for=127.0.0.1",
        "Via": "1.1 proxy", "X-Real-Ip": "127.0.0.1", "x-forwarded-anything": ""}.items()),
])  # fmt: skip
def test_only_a_browser_on_this_machine_is_at_this_machine(address, visitor, headers, expected):
    assert access.is_this_machine(address, visitor, BROWSER | headers) == expected


def test_sign_in_services_named_and_unnamed_and_one_that_does_not_answer():
    assert providers(AUTH) == {"": AUTH["server_metadata_url"]}
    assert providers({"cookie_secret": "x", "one": AUTH, "two": {"client_id": "x"}}) == {"one": AUTH["server_metadata_url"]}
    assert not answers("http://127.0.0.1:9/.well-known/openid-configuration") and not answers("nowhere") and not answers("")


def test_a_session_of_which_nothing_is_known_is_not_at_this_machine():
    assert not access.is_this_machine("127.0.0.1", None, {})


@pytest.mark.parametrize(("here", "role"), [(True, "analyst"), (False, "viewer")])
def test_without_a_sign_in_service_real_pupils_are_for_this_machine_only(cohort_home, use_home, monkeypatch, here, role):
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "analyst")
    use_home(cohort_home)
    monkeypatch.setattr(access, "_is_here", lambda: here)
    app = visit("pages/learning/attainment.py", la=PLYMOUTH, measure="gld", by="fsm")
    assert_sound(app)
    assert ("may see open statistics only" in words(app)) != here
    assert ("Give files as their publishers" in words(visit("pages/data/data.py"))) == here
