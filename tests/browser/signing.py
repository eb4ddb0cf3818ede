"""A real sign-in service on this machine, an app that trusts it, and readers who sign in."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser

from tests.bench.session import free_port, server
from tests.browser.visit import SHOTS, UNPAINTED, Visit

SECRET = "a secret of forty characters, of no use!"
SHORT_S = 40  # how long a sign-in of the hasty service holds
PEOPLE = {"ana": ["Analysts"], "vic": "Readers", "olu": ["Readers", "Officers"], "lea": ["Leads"], "nil": ["Others"]}
ROLES = {"Analysts": "analyst", "Readers": "viewer", "Officers": "data_officer", "Leads": "facilitator"}


@dataclass(frozen=True)
class Signing:
    """An app whose people sign in: its port, and the file of those whose access was taken away."""

    port: int
    revoked: Path


@contextmanager
def signing(environment: dict[str, str], home: Path, folder: Path) -> Iterator[Signing]:
    """The app with three sign-in services: a usual one, a hasty one whose sign-ins soon end, and one that is down."""
    port, gone = free_port(), folder / "revoked.txt"
    people = [User(sub=name, claims={"name": f"{name.title()} Example", "groups": groups}) for name, groups in PEOPLE.items()]
    with ExitStack() as stack:
        usual = stack.enter_context(run_server_in_thread(user_claims=people))
        hasty = stack.enter_context(run_server_in_thread(user_claims=people, access_token_max_age=timedelta(seconds=SHORT_S)))
        ports = {"usual": usual.server_port, "hasty": hasty.server_port, "down": free_port()}
        (folder / "secrets.toml").write_text(_secrets(port, ports), encoding="utf-8")
        more = {"NEEDS_ATLAS_HOME": str(home), "NEEDS_ATLAS_SECRETS": str(folder / "secrets.toml"), "NEEDS_ATLAS_ROLE_CLAIM": "groups",
                "NEEDS_ATLAS_ROLE_OF_GROUP": json.dumps(ROLES), "NEEDS_ATLAS_REVOKED": str(gone), "NEEDS_ATLAS_CLOCK_LEEWAY_S": "0"}  # fmt: skip
        yield Signing(stack.enter_context(server(environment | more, port=port)), gone)


def _secrets(port: int, ports: dict[str, int]) -> str:
    shared = f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
    return shared + "".join(
        f'[auth.{name}]\nclient_id = "needs-atlas"\nclient_secret = "none"\n'
        f'server_metadata_url = "http://localhost:{at}/.well-known/openid-configuration"\n'
        for name, at in ports.items()
    )


class Reader(Visit):
    """Somebody with a browser of their own, who may sign in."""

    def sign_in(self, name: str, service: str = "usual", page: str = "attainment") -> "Reader":
        """From ``page``, which asks for it, to the service and back to it."""
        self.page.get_by_role("button", name=f"with {service}").click()
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_url(f"**/{page}**")
        self.page.get_by_role("button", name="Sign out").wait_for()
        return self.at_rest()

    def ask_for_a_part(self) -> None:
        """Choose in the figure of wards, which runs without the rest of the page."""
        self._click_option("Years of wards and priority areas", "Three years together")

    def says(self, words: str) -> bool:
        """Whether the page says so, now or soon; what it said before is gone then."""
        self.page.get_by_text(words).first.wait_for()
        self.at_rest()
        return True

    def text(self) -> str:
        """All the page says."""
        return self.page.get_by_test_id("stApp").inner_text()

    def assert_sound(self) -> None:
        """No exception on the page and nothing asked of anybody but this machine."""
        assert not self.page.get_by_test_id("stException").count()
        hosts = ("http://127.0.0.1", "http://localhost", "ws://127.0.0.1", "data:", "blob:")
        assert [url for url in self.wire.requests if not url.startswith(hosts) and "/pico@" not in url] == []


@contextmanager
def reading(chromium: Browser, port: int) -> Iterator[Reader]:
    """A browser in which nobody is signed in yet."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(UNPAINTED)
    context.route("**/pico@*/**", lambda route: route.fulfill(body=""))  # the style of the service's own page lies elsewhere
    reader = Reader(context.new_page(), port)
    try:
        yield reader
        reader.assert_sound()
    except BaseException:
        SHOTS.mkdir(exist_ok=True)
        reader.page.screenshot(path=SHOTS / "signing_in.png")
        raise
    finally:
        context.close()
