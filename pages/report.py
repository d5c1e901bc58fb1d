import streamlit as st

from backcare.ui import report

st.title("Report", anchor=False)
st.write("A sheet for your physiotherapist or doctor, of the days and parts that you choose.")
report.draw()
