import streamlit as st

from backcare.notebook.backup_words import size
from backcare.ui import backing_up, checking, exporting, first_start, importing, store

book = store.notebook()
file = book.settings.file

st.title("Data", anchor=False)
st.write("Your notebook is a file on this machine. Nothing in it is sent anywhere.")
if file is not None:
    st.caption(f"It lies here ({size(file.stat().st_size)}):" if file.exists() else "It lay here, but is gone:")
    st.code(str(file), language=None, wrap_lines=True)
checking.draw()

st.header("Backups", anchor=False)
backing_up.draw()

st.header("Take a file in", anchor=False)
if book.sample:
    st.write(
        "This notebook holds made-up sample data, so it takes no file in. Open BackCare on a notebook of your own."
    )
else:
    importing.draw()

st.header("Take your data out", anchor=False)
exporting.downloads()

st.header("First start", anchor=False)
first_start.draw_link("See the three pages of the first start once more")
