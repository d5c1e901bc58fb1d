import streamlit as st

from backcare.settings import ROOT

title, text = (ROOT / "docs" / "phone.md").read_text(encoding="utf-8").split("\n", 1)
st.title(title.removeprefix("# "), anchor=False)
st.markdown(text)
