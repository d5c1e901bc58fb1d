import streamlit as st

from backcare.ui import exporting, importing, store

book = store.notebook()

st.title("Data", anchor=False)
st.write("Your notebook is a file on this machine. Nothing in it is sent anywhere.")
if book.settings.file is not None:
    st.caption("It lies here:")
    st.code(str(book.settings.file), language=None)

st.subheader("Take a file in", anchor=False)
st.write("A notebook file has one row for each exercise you did. You see what was understood before anything is kept.")
importing.last_result()
found = importing.choose()
batch = importing.preview(found) if found is not None else None
if batch is not None:
    st.button("Take it in", type="primary", icon=":material/download:", on_click=importing.keep, args=(batch,))

st.subheader("Take your data out", anchor=False)
exporting.downloads()
