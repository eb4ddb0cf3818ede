"""Upload on the Data page: files are looked at, what they would change is shown, and only then are they applied or discarded.

The one place where a page meets the importers (decision 0013). What takes long is done by another process; the session only asks
how far it is.
"""

import pandas as pd
import streamlit as st

from components.access import allowed, guarded
from components.downloads import offer_csv
from components.markdown import plain
from importers.uploads import Upload, can_undo
from measures.access import LOAD, access_here
from measures.changes import KINDS, by_subject, change_sentences, jump_rows
from settings import settings
from warehouse import WarehouseMissing, current_version

_KEY, _REFUSED = "upload", "upload_refused"
_STATUS = {"loaded": "✓ can be loaded", "unchanged": "= held already", "refused": "✕ refused"}
_DONE = {"loaded": "✓ loaded", "unchanged": "= held already", "refused": "✕ refused"}
_ASK_AGAIN_S = 0.5


@st.fragment
def show_upload() -> None:
    """Choose files, see what they would change, apply or discard."""
    st.markdown("## Add files")
    if not allowed(LOAD):
        return
    for sentence in st.session_state.pop(_REFUSED, []):
        st.warning(plain(sentence), icon=":material/block:")
    upload: Upload | None = st.session_state.get(_KEY)
    if upload is None:
        _choose()
    elif upload.is_running:
        _watch(upload)
    elif upload.problem:
        st.error(upload.problem, icon=":material/error:")
        st.button("Choose files again", on_click=_forget, key="upload_again")
    elif upload.stage == "preview":
        _show_preview(upload)
    else:
        _show_applied(upload)


def _choose() -> None:
    st.markdown("Give files as their publishers ship them; they are recognised by their content. You see what they would change before "
                "anything is changed.")  # fmt: skip
    files = st.file_uploader("Official files", settings().upload_types, accept_multiple_files=True, max_upload_size=settings().max_upload_mb,
                             key=f"upload_files_{st.session_state.get('upload_number', 0)}")  # fmt: skip
    if files:
        names = "this file" if len(files) == 1 else f"these {len(files)} files"
        st.button(
            f"See what {names} would change",
            type="primary",
            on_click=guarded(LOAD, _begin),
            args=(files,),
            key="upload_preview",
            icon=":material/preview:",
        )


def _begin(files: list) -> None:
    """Keep the files, empty the box they lay in, and look at them."""
    upload = Upload(settings().home, [(file.name, file.getvalue()) for file in files], access_here().actor)
    st.session_state["upload_number"] = st.session_state.get("upload_number", 0) + 1
    st.session_state[_REFUSED] = upload.refused
    if upload.names:
        st.session_state[_KEY] = upload
        upload.start("preview")


def _forget() -> None:
    st.session_state.pop(_KEY).discard()


@st.fragment(run_every=_ASK_AGAIN_S)
def _watch(upload: Upload) -> None:
    """How far the work is; when it has ended the whole page is drawn anew, because the data may be others."""
    if not upload.is_running:
        st.rerun(scope="app")
    doing = {"preview": "Looking at", "apply": "Loading", "undo": "Going back"}[upload.stage]
    number = len(upload.names)
    of = f" {number} file{'s' * (number != 1)}" if number else ""
    st.markdown(f"{doing}{of}. You may go on reading other pages meanwhile.")
    st.progress(min(upload.share, 1.0), text=upload.words)
    if upload.stage == "preview":
        st.button("Stop", on_click=upload.stop, key="upload_stop")


def _show_preview(upload: Upload) -> None:
    result = upload.result
    st.markdown("### What these files are")
    _show_files(result["outcomes"], _STATUS)
    loadable = sum(outcome["status"] == "loaded" for outcome in result["outcomes"])
    if not loadable:
        st.info("There is nothing to apply: no file is both new and fit to be loaded.", icon=":material/info:")
        st.button("Choose files again", on_click=_forget, key="upload_again")
        return
    st.markdown("### What they would change")
    if result["version"] != _version_in_force():
        st.warning("Somebody has loaded files since these were looked at. Look again before you apply.", icon=":material/sync_problem:")
        st.button("Look again", type="primary", on_click=guarded(LOAD, upload.start), args=("preview",), key="upload_preview_again")
        return
    _show_changes(result)
    apply, discard, _ = st.columns([1, 1, 3])
    apply.button(f"Apply {loadable} file{'s' * (loadable != 1)}", type="primary", on_click=guarded(LOAD, upload.start), args=("apply",), key="upload_apply",
                 icon=":material/check:", width="stretch")  # fmt: skip
    discard.button("Discard", on_click=_forget, key="upload_discard", icon=":material/delete:", width="stretch")


def _version_in_force() -> int:
    try:
        return current_version().number
    except WarehouseMissing:
        return 0


def _show_files(outcomes: list[dict], words: dict[str, str]) -> None:
    """What became, or would become, of each file; the sentence of a refused one in full."""
    rows = pd.DataFrame([
        {"File": each["file"], "Status": words[each["status"]], "Recognised as": each["title"], "Rows read": each["read"],
         "Rows loaded": each["loaded"], "Rows left out": each["rejected"], "Why": each["reason"]} for each in outcomes
    ])  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Files: whether they can be loaded, what they are, rows, reasons.",
                 column_config={"Why": st.column_config.TextColumn(width=320)} | _localized("Rows read", "Rows loaded", "Rows left out"))  # fmt: skip
    for each in outcomes:
        if each["status"] == "refused":
            st.warning(f"**{plain(each['file'])}** is refused: {plain(each['reason'])}.", icon=":material/block:")


_CHANGED_BY_RECORDS = (
    "Records of children change figures counted from them; which ones is seen when the files are applied, on Placements and Attainment."
)
_NO_CHANGE = "No published figure would change: what these files say is in force already, or a better source speaks of the same."


def _localized(*names: str) -> dict:
    """Columns of numbers with their thousands apart."""
    return {name: st.column_config.NumberColumn(format="localized") for name in names}


def _show_changes(result: dict) -> None:
    sentences = change_sentences(result["changes"], result["areas"])
    if any(each["status"] == "loaded" and each["of_children"] for each in result["outcomes"]):
        sentences.append(_CHANGED_BY_RECORDS)
    st.markdown(" ".join(sentences) or _NO_CHANGE)
    if result["changes"]:
        st.dataframe(by_subject(result["changes"]), hide_index=True, alt="Subjects that would change, with years and numbers of figures.",
                     column_config={"Subject": st.column_config.TextColumn(width=285)} | _localized(*KINDS.values(), "Areas", "Large changes"))  # fmt: skip
    large = sum(change["jumps"] for change in result["changes"])
    if large:
        _show_jumps(jump_rows(result["jumps"]), large)


def _show_jumps(rows: pd.DataFrame, large: int) -> None:
    st.markdown(f"**{large:,} figure{'s' * (large != 1)}** would change by more than {settings().notable_change:g}%. "
                + (f"The largest {len(rows)} of authorities and larger areas:" if len(rows) else "All are of wards or smaller areas, which are not listed singly."))  # fmt: skip
    if len(rows):
        numbers = _localized("Now", "Would be")
        st.dataframe(
            rows, hide_index=True, height=min(35 * (len(rows) + 1) + 3, 388), alt="Figures that would change most.", column_config=numbers
        )
        offer_csv(rows, "large changes", "Figures that would change most", "csv_jumps")


def _show_applied(upload: Upload) -> None:
    if upload.stage == "undo":
        st.success("The former version is in force again.", icon=":material/undo:")
    else:
        loaded = sum(outcome["status"] == "loaded" for outcome in upload.result["outcomes"])
        st.success(
            f"{loaded} file{'s are' if loaded != 1 else ' is'} loaded; every page shows the new figures now.", icon=":material/check:"
        )
        _show_files(upload.result["outcomes"], _DONE)
        if can_undo():
            st.button(
                "Go back to the version before",
                on_click=guarded(LOAD, upload.start),
                args=("undo",),
                key="upload_undo",
                icon=":material/undo:",
            )
    st.button("Add more files", on_click=_forget, key="upload_again")
