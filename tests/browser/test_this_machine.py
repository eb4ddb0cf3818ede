"""What a real server takes for this machine: headers as browsers and proxies send them."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OFFERED, REFUSED = (
    "Give files as their publishers ship them",
    "Loading files and taking them back needs the role data officer; yours is viewer.",
)


def words_of(port: int, page: str, **headers: str) -> str:
    """All that a run of a page says to who sends these headers."""
    asked, said = BackMsg(), []
    asked.rerun_script.page_name = page
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", additional_headers=sent, subprotocols=["streamlit"], max_size=None) as socket:
        socket.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket.recv(timeout=60))
            said.append(str(message.delta.new_element))
            if message.WhichOneof("type") == "script_finished":
                return " ".join(said)


def test_a_browser_here_may_load_files(served):
    said = words_of(served, "data", Origin=f"http://127.0.0.1:{served}")
    assert OFFERED in said and REFUSED not in said


@pytest.mark.parametrize("headers", [
    {}, {"X_Forwarded_For": "127.0.0.1"}, {"X_Forwarded_For": "10.0.0.9"}, {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 proxy"},
    {"X_Real_IP": "127.0.0.1"}, {"X_Forwarded_Proto": "https"},
], ids=str)  # fmt: skip
def test_who_comes_through_a_proxy_is_a_viewer(served, headers):
    origin = {"Origin": f"http://127.0.0.1:{served}"} if headers else {}  # without Origin it is no browser
    said = words_of(served, "data", **origin, **headers)
    assert OFFERED not in said and REFUSED in said
