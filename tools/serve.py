"""Start the app: what ``streamlit run app.py`` does, with deep links that work on a cold server.

Streamlit takes a folder named pages/ for its older kind of app until the first visitor's run has called
``st.navigation``; that visitor, when following a link to a page, is told that the page does not exist.
Saying so beforehand avoids it. (With plain ``streamlit run`` the frame reloads that first visit instead.)
"""

import functools
import ipaddress
import os
import sys
import tomllib
from itertools import pairwise

import uvicorn
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from measures.access import ROLES
from settings import PROJECT, secrets, secrets_file, settings

APP = PROJECT / "tools" / "served.py"


def address_of(arguments: list[str]) -> str:
    """Where the server will listen: as the arguments say, else as .streamlit/config.toml does; empty for everywhere."""
    flags = dict(pairwise([*arguments, ""])) | dict(each.split("=", 1) for each in arguments if "=" in each)
    stated = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"].get("address", "")
    return flags.get("--server.address") or os.environ.get("STREAMLIT_SERVER_ADDRESS") or stated


def remarks(address: str) -> list[str]:
    """What whoever starts the server should know about who will see what, in sentences."""
    said, wrong = [], sorted({role for _, role in settings().role_of_group} - set(ROLES))
    if not secrets("auth") and not _is_loopback(address):
        where = address or "every address"
        said.append(
            f"No sign-in service is set up and the server listens at {where}: everybody is a viewer, and nobody sees children's records."
        )
    if wrong:
        said.append(f"role_of_group names no role that there is: {', '.join(wrong)}; it gives nothing.")
    return said


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def main() -> None:
    """Serve the app; arguments are Streamlit's own, for example --server.port 8501."""
    PagesManager.uses_pages_directory = False
    net_util.get_external_ip = lambda: None  # it would ask a service outside; nothing here leaves the machine
    given = sys.argv[1:]
    for sentence in remarks(address_of(given)):
        print(sentence, file=sys.stderr)
    where = ["--secrets.files", str(secrets_file())] if secrets_file().is_file() else []
    uvicorn.Config = functools.partial(uvicorn.Config, server_header=False)  # what the server is called is nobody's business
    sys.argv = ["streamlit", "run", str(APP), *where, *given]
    cli.main()


if __name__ == "__main__":
    main()
