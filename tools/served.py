"""What tools/serve.py serves: the app behind the headers of tools/headers.py, with a sentence for whatever breaks."""

import sys
from pathlib import Path

from starlette.middleware import Middleware
from streamlit import config
from streamlit.starlette import App

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from components import faults  # noqa: E402 (the project must be found first)
from tools.headers import SafeHeaders, inline_scripts, page_of_streamlit, policy, scripts_of_pages  # noqa: E402

_SCRIPTS = inline_scripts(page_of_streamlit()) + scripts_of_pages(PROJECT / "components", config.get_option("server.baseUrlPath"))
_POLICY = policy(_SCRIPTS)
app = App(PROJECT / "app.py", middleware=[Middleware(SafeHeaders, content_security_policy=_POLICY)], on_script_error=faults.show)
