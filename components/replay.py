"""Draw once, then send the same messages again.

``st.cache_resource`` can do that too, but draws each element anew on the way; eight figures cost it 8 ms, this one 2 (decision 0004).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx

MOST_KEPT = 1000
_kept: OrderedDict[Hashable, tuple[ForwardMsg, ...]] = OrderedDict()
_lock = Lock()


def draw_once(container: DeltaGenerator, key: Hashable, draw: Callable[[], None]) -> None:
    """Fill an empty ``container`` by ``draw``; for the same ``key`` in the same place what was sent is sent again.

    ``draw`` must not hold widgets: they are registered as they are drawn, and a message sent again registers nothing.
    """
    context = get_script_run_ctx()
    place = (key, tuple(container._cursor.delta_path), context.page_script_hash, ThreadState.get().fragment_id)
    messages = _found(place)
    if messages is None:
        with container:
            _keep(place, _recorded(context, draw))
        return
    for message in messages:
        context.enqueue(message)


def _recorded(context: ScriptRunContext, draw: Callable[[], None]) -> tuple[ForwardMsg, ...]:
    """The messages that ``draw`` sends while it runs."""
    sent = []
    enqueue = context.enqueue

    def record(message: ForwardMsg) -> None:
        sent.append(message)
        enqueue(message)

    context.enqueue = record
    try:
        draw()
    finally:
        del context.enqueue  # the method of the class comes to light again
    return tuple(sent)


def _found(place: Hashable) -> tuple[ForwardMsg, ...] | None:
    with _lock:
        if place in _kept:
            _kept.move_to_end(place)
        return _kept.get(place)


def _keep(place: Hashable, messages: tuple[ForwardMsg, ...]) -> None:
    with _lock:
        _kept[place] = messages
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
