"""Backups on the Data page: what there is, a new one, and the way back, which can be undone.

A write is a button's callback, with no Streamlit call inside, since one could be cut off half-way.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from backcare.errors import BackCareError, FileRefused
from backcare.notebook import backups, restore
from backcare.notebook.backup_words import sessions, size, when, why
from backcare.notebook.backups import Backup
from backcare.notebook.compared import Compared, compare
from backcare.notebook.restore import Restored
from backcare.settings import Settings, read_settings
from backcare.ui.moment import notebook, now
from backcare.ui.opened import open_anew
from backcare.words import counted

OUTCOME: Final = "backup-outcome"  # what the last press did: words, the id to undo it with; or a BackCareError
ASKED: Final = "backup-asked"  # the id of the backup that is to be confirmed
CHOSEN: Final = "backup-chosen"
FRESH: Final = "backup-round"  # raised after a file was restored, so that its picker starts empty
MOST_MB: Final = 190  # of 2^20 bytes: below what is taken
AUTOMATIC: Final = "One is made at each start and once a day, whenever something has changed."


def draw() -> None:
    """The newest backup, a button for another one, and the ways back."""
    book = notebook()
    if book.settings.file is None:
        st.write("Your notebook is kept by a database server. Use the server's own backups.")
        return
    if book.automatic and (failure := book.automatic.failure):
        st.warning(f"The last automatic backup did not work. {failure}", icon=":material/warning:")
    found = backups.listed(book.settings.backups)
    with st.container(horizontal=True, vertical_alignment="center", key="backups-newest"):
        st.markdown(_newest(found), width="stretch")
        st.button("Back up now", icon=":material/save:", on_click=_make)
    _outcome()
    if found:
        total = size(sum(one.size for one in found))
        st.caption(f"{counted(len(found), 'backup')}, {total} in all. They lie here:")
        st.code(str(book.settings.backups), language=None, wrap_lines=True)
        way_back = st.expander("Restore a backup", icon=":material/history:", on_change="rerun", key="backups-list")
        if way_back.open:
            with way_back:
                _choose(book.settings, found)
    elsewhere = st.expander("Restore from a file", icon=":material/upload_file:", on_change="rerun", key="backups-file")
    if elsewhere.open:
        with elsewhere:
            _from_file()


def _newest(found: tuple[Backup, ...]) -> str:
    if not found:
        return f"There is no backup yet. {AUTOMATIC}"
    newest = found[0]
    held = f"{sessions(newest.sessions)}, {size(newest.size)}, seen to be whole when it was made."
    return f"**Last backup: {when(newest.made_at, now())}.** {held} {AUTOMATIC}"


def _make() -> None:
    settings = notebook().settings
    with _kept_outcome():
        made = backups.make(restore.notebook_file(settings), settings.backups, "asked", now())
        _say(f"Backed up: {sessions(made.sessions)}, {size(made.size)}.")


def _choose(settings: Settings, found: tuple[Backup, ...]) -> None:
    by_id = {one.id: one for one in found}
    asked = by_id.get(st.session_state.get(ASKED, ""))
    if asked:
        _confirm(settings, asked)
        return
    id_ = st.selectbox("Which one", list(by_id), format_func=lambda one: _line(by_id[one]), key=CHOSEN)
    chosen = by_id[id_]
    st.write(_change(compare(settings, chosen)))
    st.caption(f"{sessions(chosen.sessions)}, {size(chosen.size)}. Its name on the command line: {chosen.id}")
    st.button("Restore this backup", icon=":material/history:", on_click=_ask, args=(chosen.id,))


def _line(backup: Backup) -> str:
    return f"{_capital(when(backup.made_at, now()))}, {why(backup)}: {sessions(backup.sessions)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _change(found: Compared | None) -> str:
    """What a restore would change."""
    if found is None:
        return "Your notebook cannot be read just now, so what would change cannot be said."
    lacking = [f"lacks {sessions(found.notebook)} that your notebook has"] if found.notebook else []
    lacking += [f"has {sessions(found.changed)} as they were before a change"] if found.changed else []
    lacking += [f"brings back {sessions(found.backup)} that your notebook no longer has"] if found.backup else []
    if not lacking:
        return "Its sessions are those of your notebook."
    return f"This backup {_and(lacking)}."


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _ask(id_: str | None) -> None:
    st.session_state[ASKED] = id_
    st.session_state.pop(OUTCOME, None)


def _confirm(settings: Settings, backup: Backup) -> None:
    st.write(f"**Restore the backup of {when(backup.made_at, now())}?**")
    st.write(
        f"{_change(compare(settings, backup))} All other entries, such as mornings and your plan, become those of that "
        "time too. Your notebook as it is now is kept in a backup made just before, and you can undo this."
    )
    with st.container(horizontal=True):
        st.button("Yes, restore it", type="primary", on_click=_restore, args=(backup.id,))
        st.button("Leave my notebook as it is", on_click=_ask, args=(None,))


def _restore(id_: str, *, undo: bool = False) -> None:
    settings = read_settings(os.environ)  # not the open notebook's: this is also for one that cannot be opened
    _ask(None)
    with _kept_outcome():
        backup = backups.find(settings.backups, id_)
        if backup is None:
            raise FileRefused("This backup is no longer there. Nothing was changed.", "Choose another one.")
        done = restore.restore(settings, backup, now())
        if undo:
            _say(f"Undone: your notebook holds {sessions(done.held.sessions)} again.", done)
        else:
            _say(f"Restored: the backup of {when(backup.made_at, now())}, {sessions(done.held.sessions)}.", done)


def _from_file() -> None:
    st.write(
        "A notebook's file from another place, such as backcare.db of another machine. It takes the place of your "
        "notebook; to add sessions to your notebook instead, take a file in below."
    )
    turn = st.session_state.setdefault(FRESH, 0)
    given = st.file_uploader("Notebook file (.db)", type="db", key=f"backup-file-{turn}", max_upload_size=MOST_MB)
    if given is not None:
        st.write("Your notebook as it is now is kept in a backup made just before, and you can undo this.")
        st.button("Yes, restore this file", type="primary", on_click=_restore_from, args=(given,))


def _restore_from(given: UploadedFile) -> None:
    with _kept_outcome():
        done = restore.restore_from(read_settings(os.environ), given.getvalue(), now())
        _say(f"Restored from your file: {sessions(done.held.sessions)}.", done)
        st.session_state[FRESH] += 1


def _say(words: str, done: Restored | None = None) -> None:
    """Keep the words, and how to undo it, for the run that follows."""
    if done:
        open_anew()
    kept = " Your notebook as it was before is kept as a backup." if done and done.former else ""
    aside = f" The damaged file is kept: {done.aside}" if done and done.aside else ""
    st.session_state[OUTCOME] = (words + kept + aside, done.former.id if done and done.former else None)


@contextmanager
def _kept_outcome() -> Iterator[None]:
    try:
        yield
    except BackCareError as error:
        st.session_state[OUTCOME] = error


def _outcome() -> None:
    """Say what the last press did. It stays, with its way back, until the next one."""
    result = st.session_state.get(OUTCOME)
    if isinstance(result, BackCareError):
        st.error(str(result), icon=":material/error:")
    elif result is not None:
        words, undo = result
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="backups-done"):
            st.text(words, width="stretch")
            if undo:
                st.button("Undo", icon=":material/undo:", on_click=_restore, args=(undo,), kwargs={"undo": True})


def offer_newest() -> None:
    """On the page of a notebook that is damaged: the newest backup that is whole."""
    settings = read_settings(os.environ)
    _outcome()
    newest = backups.newest_whole(settings.backups)
    if newest is None:
        st.write("There is no backup that could take its place.")
        return
    st.header("Go back to a backup", anchor=False)
    st.write(
        f"The newest one that is whole was made {when(newest.made_at, now())} and holds {sessions(newest.sessions)}."
    )
    st.caption("The damaged file is kept as it is, in the folder of the backups.")
    st.button("Restore this backup", icon=":material/history:", type="primary", on_click=_restore, args=(newest.id,))
