from datetime import timedelta

import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.notebook import reads
from backcare.safety import verdicts
from backcare.training.plan import items
from backcare.ui import log_form, sitting, store

st.title("Log a session", anchor=False)
st.write("Each exercise is saved by itself, as soon as you press Save.")

chosen = sitting.choose_time()
if chosen.problem:
    st.error(chosen.problem, icon=":material/error:")
    st.stop()

book, moment = store.notebook(), store.now()
at = chosen.at or moment
around = reads.logs(book.engine, book.person, first=at.date() - timedelta(days=1), last=at.date() + timedelta(days=1))
session = sitting.current(around, chosen.at, moment, sitting.draft_id(chosen.at))
into = log_form.Sitting(session, tuple(log for log in around if log.session == session.id))

plan = store.items_now()
if chosen.at:
    past = sitting.until(store.history(), chosen.at)
    standings = verdicts(past, chosen.at, [exercise.slug for exercise in catalogue().exercises])
    plan = items(catalogue(), past, standings)
done = {log.exercise for log in into.logs}

item = log_form.choose_exercise(plan, done)
saved = log_form.saved_log(into)
if saved is not None:
    then = log_form.next_exercise(plan, done | {saved.exercise})
    log_form.draw_saved(saved, store.verdicts_now()[saved.exercise], then)
else:
    log_form.draw_form(item, into)
log_form.draw_sitting([log for log in into.logs if saved is None or log.id != saved.id])
