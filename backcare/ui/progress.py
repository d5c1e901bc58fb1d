"""Progress: what the notebook's logs look like over time, as a sentence, a chart, a list of pauses and a table."""

from collections.abc import Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Any, Final, NamedTuple
from uuid import UUID

import plotly.graph_objects as go
import streamlit as st

from backcare.catalogue.load import catalogue
from backcare.catalogue.model import Exercise
from backcare.charts import words
from backcare.charts.exercise import ExercisePoint, StopMark, exercise_figure
from backcare.charts.frame import CONFIG
from backcare.charts.pain import PainDay, pain_figure
from backcare.charts.palette import palette
from backcare.notebook import reads
from backcare.notebook.opening import Open
from backcare.notebook.reads import StoredLog
from backcare.safety.history import History
from backcare.safety.reasons import headline
from backcare.safety.standing import Stop, stops
from backcare.safety.verdict import Level, Verdict
from backcare.ui import places, store
from backcare.ui.verdict import badge

ONE, ALL = SECTIONS = ("One exercise", "All exercises")
CHOICE = "progress_exercise"
ADDRESS = "exercise"
