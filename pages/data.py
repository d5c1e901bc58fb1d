import streamlit as st

from backcare.ui import exporting, importing, store

book = store.notebook()

st.title("Data", anchor=False)
st.write("Your notebook is a file on this machine. Nothing in it is sent anywhere.")
if book.settings.file is not None:
    st.caption("It lies here:")
    st.code(str(book.settings.file), language=None)

st.subheader("Take a file in", anchor=False)
if book.sample:
    st.write(
        "This notebook holds made-up sample data, so it takes no file in. Open BackCare on a notebook of your own."
    )
else:
    importing.draw()

st.subheader("Take your data out", anchor=False)
exporting.downloads()
