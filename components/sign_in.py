"""Signing in and out on the pages: who is signed in, and what is shown to who is not. Who they are is told by components/access.py."""

import json

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitAuthError
from streamlit.navigation.page import Page

from audit import event, record
from components import access
from components.markdown import plain, plain_sentence
from components.provider import answers, providers
from components.watching import note
from measures.access import OPEN, access_here, words
from measures.sign_in import ENDED, IN, NO_ROLE, OUT, REFUSED, SignIn, sign_out
from settings import settings

_ICONS = {OUT: ":material/login:", ENDED: ":material/timer_off:", NO_ROLE: ":material/person_off:", REFUSED: ":material/block:"}
_DOWN = "The sign-in service cannot be reached just now. Try again in a few minutes; the page you asked for is kept."
_BACK = ("You come back here after signing in? Then the sign-in service has not let you through, or its clock and this server's differ: "
         "ask whoever looks after Needs Atlas.")  # fmt: skip
_RESTORED = "sign_in_restored"
# The way to the sign-in service and back loses path and parameters, so the tab keeps them for ten minutes, for itself alone. What is kept
# is put behind this server's own name, so that it leads nowhere else; the bare start does not write over a page asked for before.
_KEEP = """
<script>
(() => {
  const kept = JSON.parse(sessionStorage.getItem("needsAtlasAsked") || "null");
  const isStart = location.pathname.replace(/\\/$/, "") === BASE && !location.search;
  if (!(isStart && kept && Date.now() - kept.at < 600000)) {
    sessionStorage.setItem("needsAtlasAsked", JSON.stringify({to: location.pathname + location.search, at: Date.now()}));
  }
})();
</script>
"""
_RESTORE = """
<script>
(() => {
  const kept = JSON.parse(sessionStorage.getItem("needsAtlasAsked") || "null");
  sessionStorage.removeItem("needsAtlasAsked");
  const landed = [BASE, BASE + "/overview"].includes(location.pathname.replace(/\\/$/, ""));
  const to = kept && /^\\/(?![\\/\\\\])/.test(kept.to) ? kept.to : "";
  if (to && landed && Date.now() - kept.at < 600000 && to !== location.pathname + location.search && to.replace(/\\/$/, "") !== BASE) {
    location.replace(location.origin + to);
  }
})();
</script>
"""


def _script(text: str) -> None:
    base = config.get_option("server.baseUrlPath").strip("/")
    st.html(text.replace("BASE", json.dumps(f"/{base}" if base else "").replace("<", "\\u003c")), unsafe_allow_javascript=True)


def restore_address(page: Page) -> None:
    """After a sign-in, once a session: go back to the page that was asked for before it. The start page only leads on to another."""
    if not access.auth_section():
        return
    with st.container(key="unseen_sign_in"):  # there at every run, so that what follows keeps its place
        if not st.session_state.get(_RESTORED) and access.standing().stands == IN:
            _script(_RESTORE)
            st.session_state[_RESTORED] = bool(page.url_path)


def note_standing(person: SignIn) -> None:
    """Note once a session that somebody has signed in, or that a sign-in was worth nothing. Raises AuditFailed."""
    if access.auth_section() and person.stands != OUT:
        note(event("signed_in") if person.stands == IN else event("refused", what="pages", reason=person.stands), once=True)


def is_admitted(person: SignIn) -> bool:
    """Whether the reader may see any page; else say what is the matter and offer to sign in."""
    if person.access.may(OPEN):
        return True
    _keep_address()
    st.title("Sign in to see Needs Atlas" if person.stands == OUT else "Needs Atlas")
    st.info(_welcome(person), icon=_ICONS[person.stands])
    _offer(person)
    return False


def _keep_address() -> None:
    with st.container(key="unseen_sign_in_address"):
        _script(_KEEP)


def _welcome(person: SignIn) -> str:
    if person.stands == OUT:
        return "Needs Atlas is for people of this organisation. After signing in you see the page you asked for."
    return plain_sentence(person.sentence) + (" Sign in again to go on where you were." if person.stands == ENDED else "")


def _offer(person: SignIn) -> None:
    """Buttons to sign in, or out for who is signed in without being let in."""
    if person.stands in (NO_ROLE, REFUSED):
        if access.is_signed_in():
            st.button("Sign out", on_click=_leave, key="sign_out", icon=":material/logout:")
        return
    _offer_sign_in("Sign in again" if person.stands == ENDED else "Sign in")
    if person.stands == OUT:
        st.markdown(f":small[{_BACK}]")


def _offer_sign_in(label: str) -> None:
    for name, address in providers(access.auth_section()).items():
        text = f"{label} with {name}" if name else label
        if st.button(text, type="primary", key=f"sign_in_{name}", icon=":material/login:"):
            _go(name, address)


def _go(name: str, address: str) -> None:
    """To the sign-in service, if it answers."""
    if not answers(address):
        st.error(_DOWN, icon=":material/cloud_off:")
        return
    try:
        st.login(name or None)
    except StreamlitAuthError:
        st.error("Sign-in is not set up completely: [auth] in secrets.toml lacks something.", icon=":material/error:")


def _leave() -> None:
    actor = access_here().actor
    sign_out(access.claims_here())
    try:
        record(settings().home, actor, [event("signed_out")])
    finally:
        st.logout()


def show_person(person: SignIn) -> None:
    """At the foot of the sidebar: who is signed in, in which role, and the way out; or the way in where pages are open to all."""
    if not access.auth_section():
        return
    with st.sidebar:
        st.divider()
        if person.stands == IN:
            st.markdown(f":material/person: {plain(person.name) or 'Signed in'}, {words(person.access.role)}")
            st.button("Sign out", on_click=_leave, key="sign_out", icon=":material/logout:", width="stretch")
            return
        _keep_address()
        st.markdown("You see open statistics." if person.stands == OUT else plain_sentence(person.sentence))
        _offer(person)
