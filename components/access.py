"""Who looks at a page: read from the session at every question, because a fragment runs without app.py (decision 0022)."""

import ipaddress
from collections.abc import Callable, Mapping
from functools import cache, wraps
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

from measures.access import NOBODY, OPEN, Access, access_here, at_this_machine, register
from measures.errors import NotPermitted
from measures.sign_in import REFUSED, SignIn, sign_in_of
from settings import secrets, settings

REFUSAL = "access_refusal"
_ROLE_OF_RUN = "access_role_of_run"
_MOST_SESSIONS = 10_000
_here: dict[str, bool] = {}  # whether a session, by its id, surely comes from this machine; looked at again at each run of a page
_SHORTEST_SECRET = 32
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip",
                         "fastly-client-ip", "x-original-host", "x-original-url"})  # fmt: skip


@cache
def auth_section() -> Mapping[str, object]:
    """The ``[auth]`` table of Streamlit's secrets or of ours; empty where no sign-in service is set up. Read once: it takes 0.7 ms."""
    if st.secrets.load_if_toml_exists() and "auth" in st.secrets:
        return st.secrets["auth"]
    return secrets("auth")


def is_unsafe(auth: Mapping[str, object]) -> str:
    """Why nobody can be recognised with these settings, in a sentence; empty where all is well."""
    if len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        return f"Sign-in is not set up safely: cookie_secret in secrets.toml needs at least {_SHORTEST_SECRET} characters."
    if config.get_option("server.trustedUserHeaders"):
        return "Sign-in is not set up safely: server.trustedUserHeaders lets a request say who it comes from."
    return ""


def claims_here() -> dict[str, object]:
    """What the sign-in service said of the person when the session began, from a cookie that Streamlit signs and checks."""
    return st.user.to_dict()


def standing() -> SignIn:
    """Who looks at the page now, and how their sign-in stands."""
    auth = auth_section()
    if not auth:
        return SignIn(at_this_machine() if _here.get(_session()) else Access())
    why = is_unsafe(auth)
    return SignIn(Access(NOBODY), REFUSED, why) if why else sign_in_of(claims_here(), settings())


def is_signed_in() -> bool:
    """Whether a sign-in service has let the person in, whatever that is worth to us."""
    return bool(auth_section()) and claims_here().get("is_logged_in") is True


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def _is_here() -> bool:
    return is_this_machine(config.get_option("server.address"), st.context.ip_address, st.context.headers.to_dict())


def is_this_machine(address: str | None, visitor: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request surely comes from a browser on this machine: any doubt is a no.

    ``address`` is what the server listens at, ``visitor`` the sender's address (None for loopback, as Streamlit has it), ``headers`` those of
    the request. A proxy on this machine makes everybody look like loopback: it gives itself away by a header of its own, or by the name in
    Host or Origin under which the browser knows us.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    named = (address, visitor or "127.0.0.1", _host(f"//{sent.get('host', '')}"), _host(sent.get("origin", "")))
    return all(map(_is_loopback, named)) and not any(name in _FORWARDING or name.startswith("x-forwarded") for name in sent)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def who() -> Access:
    """Who is asking: a thread without a session asks as the least. Where a role has ended or changed between two runs of a page and only
    a part of the page runs, all of it runs anew."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return Access()
    access = standing().access
    if ThreadState.get().fragment_id and st.session_state.get(_ROLE_OF_RUN, access.role) != access.role:
        st.rerun(scope="app")
    return access


def begin_run() -> SignIn:
    """Who looks at the page, noted for this run of it and for the parts of it that run alone after it."""
    _here[_session()] = not auth_section() and _is_here()  # a third of a millisecond, too long for every question
    while len(_here) > _MOST_SESSIONS:
        del _here[next(iter(_here))]
    person = standing()
    st.session_state[_ROLE_OF_RUN] = person.access.role
    return person


def allowed(what: str, heading: str = "") -> bool:
    """Whether the reader may do ``what``; if not, the page says beneath ``heading`` (Markdown) which role it needs."""
    try:
        access_here().require(what)
    except NotPermitted as refusal:
        if heading:
            st.markdown(heading)
        st.info(str(refusal), icon=":material/lock:")
        return False
    return True


def guarded(what: str, act: Callable[..., object]) -> Callable[..., object]:
    """``act`` for a button: done only if whoever presses it may do ``what`` at that moment; else the next page says why not."""

    @wraps(act)
    def checked(*args: object, **kwargs: object) -> None:
        try:
            standing().access.require(what)
        except NotPermitted as refusal:
            st.session_state[REFUSAL] = str(refusal)
            return
        act(*args, **kwargs)

    return checked


def at_press(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """``make`` for a download: a file is made outside the session, so who asked is kept and looked at again when the button is pressed.

    Raises NotPermitted then where the sign-in has ended or has another role.
    """
    drawn, claims, people_sign_in = access_here(), claims_here(), bool(auth_section())

    def made() -> bytes:
        now = sign_in_of(claims, settings()).access if people_sign_in else drawn
        now.require(OPEN)
        if now != drawn:
            raise NotPermitted("Your role has changed since the page was drawn; load the page again.")
        return make()

    return made


register(who)
