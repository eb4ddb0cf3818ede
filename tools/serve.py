"""Start the app: what ``streamlit run app.py`` does, with deep links that work on a cold server.

Streamlit takes a folder named pages/ for its older kind of app until the first visitor's run has called
``st.navigation``; that visitor, when following a link to a page, is told that the page does not exist.
Saying so beforehand avoids it. (With plain ``streamlit run`` the frame reloads that first visit instead.)
"""

import functools
import sys
from pathlib import Path

import uvicorn
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

APP = Path(__file__).resolve().with_name("served.py")


def main() -> None:
    """Serve the app; arguments are Streamlit's own, for example --server.port 8501."""
    PagesManager.uses_pages_directory = False
    net_util.get_external_ip = lambda: None  # it would ask a service outside; nothing here leaves the machine
    uvicorn.Config = functools.partial(uvicorn.Config, server_header=False)  # what the server is called is nobody's business
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
