import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.notebook.reads import last_logs
from backcare.ui import store
from backcare.ui.exercise_card import draw_cards, draw_tips
from backcare.ui.exercise_page import LAST_LOGS, draw_exercise

shelf = catalogue()
cards = store.items_now()
wanted = st.query_params.get("exercise")
exercise = shelf.find(wanted) if wanted else None

if exercise is not None:
    book = store.notebook()
    item = next(one for one in cards if one.exercise is exercise)
    past = last_logs(book.engine, book.person, exercise.slug, LAST_LOGS)
    draw_exercise(item, past, store.longest_holds())
else:
    st.title("Exercises", anchor=False)
    if wanted:
        st.info("There is no exercise by that name. These are all there are.", icon=":material/search_off:")
    draw_cards(cards)
    st.space("small")
    draw_tips(shelf)
