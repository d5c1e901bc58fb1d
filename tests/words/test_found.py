"""What counts as a text on the screen, and what does not."""

from pathlib import Path

import pytest

from backcare.settings import ROOT
from tests.words import markup, python_words, script_words
from tests.words.found import is_text, texts
from tests.words.reading import ease, sentences, syllables, words
from tests.words.voice import place_of, shunned

DASHBOARD, FILES = "dashboard", "files"

SYLLABLES = {
    1: "the pain paused times sides half breathe moves your whole rules hours stopped",
    2: "ratings rated higher usual guided stretches numbness seconds machine damaged muscles bowel quiet notebook",
    3: "exercise average clinician medical already area idea serious period",
    4: "exercises emergency comfortable",
}


def test_what_an_f_string_fills_in_stands_in_braces_and_its_pieces_are_one_text() -> None:
    source = 'say(f"Your pain went from {number(before)} to {after}, "\n    f"{points(rise):>3} higher.")'

    assert list(python_words.literals(source)) == [(1, "Your pain went from {before} to {after}, {rise} higher.")]


def test_words_inside_what_is_filled_in_are_texts_of_their_own() -> None:
    found = [text for _, text in python_words.literals("f\"It is {'much lower' if low else 'much higher'} now.\"")]

    assert found[1:] == ["much lower", "much higher"]


def test_docstrings_types_and_what_a_developer_reads_are_left_out() -> None:
    source = '''
"""A module of words."""
__all__ = ["Of Names"]
def draw(one: "Some Type") -> "Another Type":
    """What it does."""
    raise TypeError("said to a developer")
'''

    assert list(python_words.literals(source)) == []


def test_a_script_gives_its_strings_without_comments_and_patterns() -> None:
    source = """
// "not this", nor 'this'
const name = text.replace(/["'`]/g, '') / 2; /* "nor this" */
const two = "One part " +
  "and its end";
const deep = `You rated ${run.log ? `a ${"big"} one` : points} before`;
"""

    assert list(script_words.literals(source)) == [
        (3, ""),
        (4, "One part and its end"),
        (6, "You rated {points} before"),
        (6, "a {value} one"),
        (6, "big"),
    ]


def test_a_script_inside_another_file_gives_its_strings_with_the_lines_there() -> None:
    script = '\nexport default () => {\n  if (!near) node.textContent = "Look here";\n};'

    assert list(script_words.inside(5, script)) == [(7, "Look here")]


def test_markup_is_taken_off_and_what_is_heard_alone_is_read_too() -> None:
    html = (
        '<style>p { top: 0 }</style><p class="big one">Hold <b>now</b></p><button aria-label="Voice is on">On</button>'
    )

    assert markup.plain(html) == ["Hold now", "Voice is on", "On"]
    assert markup.plain(":material/timer: **Your target** :gray[for `now`], [here](/x)") == [
        "Your target for now, here"
    ]
    assert markup.plain("One line.\n\nAnd another.") == ["One line.", "And another."]
    assert markup.plain("Week of %{customdata[0]}: %-d %b") == ["Week of {value}: {value} {value}"]


@pytest.mark.parametrize("text", ["Done", "no pain", "{days} left over", "at {word}", "Stop – it hurts"])  # noqa: RUF001
def test_two_words_or_one_with_a_capital_are_a_text(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize("text", ["done", "sharp-rise", "{day}, {month}", "SessionDraft", "DATA_DIR", "0.5", "{a} 5"])
def test_keys_and_numbers_are_no_text(text: str) -> None:
    assert not is_text(text)


@pytest.mark.parametrize(
    ("file", "words_there"),
    [
        ("backcare/ui/frame.py", "Your notebook could not be opened"),
        ("backcare/ui/timer/panels.js", "How much does your back hurt now?"),
        ("backcare/ui/timer/timer.html", "Guided session"),
        ("backcare/ui/timer/cues.toml", "Let go."),
        ("backcare/catalogue/exercises.toml", "Holding your breath."),
        ("backcare/catalogue/questions.toml", "Chest pain"),
        ("backcare/catalogue/poses/pelvic-tilt.toml", "low back down"),
        ("backcare/charts/exercise.py", "Seconds held"),
        ("backcare/notebook/file.py", "the disk is full"),
        ("backcare/__main__.py", "what stands between columns"),
        ("pages/today.py", "Today"),
    ],
)
def test_texts_are_found_where_they_stand(file: str, words_there: str) -> None:
    found = next(text for text in texts() if (text.file, text.words) == (file, words_there))

    assert words_there in (ROOT / file).read_text(encoding="utf-8").splitlines()[found.line - 1]


def test_the_first_place_that_fits_says_where_a_text_is_read() -> None:
    assert place_of(ROOT / "backcare/ui/importing_read.py") == FILES
    assert place_of(ROOT / "backcare/ui/today.py") == DASHBOARD
    assert place_of(ROOT / "backcare/safety/judge.py") is None
    assert place_of(Path(ROOT, "backcare/notebook/migrations/versions/v0001_first_tables.py")) is None


@pytest.mark.parametrize(
    ("text", "read", "word"),
    [
        ("This relieves pain.", DASHBOARD, "relieves"),
        ("A treatment for you", DASHBOARD, "treatment"),
        ("Diagnosed at once", FILES, "Diagnosed"),
        ("It is safely kept", FILES, "safely"),
        ("Well done!", DASHBOARD, "!"),
        ("Your CSV file", DASHBOARD, "CSV"),
        ("Your baseline", FILES, "baseline"),
        ("You have to hold it.", DASHBOARD, "You have to"),
    ],
)
def test_a_shunned_word_is_found_in_all_its_forms(text: str, read: str, word: str) -> None:
    assert [found[0] for one in shunned(read) if (found := one.pattern.search(text))] == [word]


@pytest.mark.parametrize("text", ["Your CSV file", "A retreat", "It is unsafe-ish", "a report of reports", "curious"])
def test_other_words_are_left_alone(text: str) -> None:
    assert not [one for one in shunned(FILES) if one.pattern.search(text)]


def test_sentences_and_words_are_counted_as_they_are_read() -> None:
    text = "Hold for 7.5 seconds, twice. Your usual is {usual}. Done?"

    assert [len(words(one)) for one in sentences(text)] == [5, 4, 1]


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, all_ in SYLLABLES.items() for word in all_.split()]
)
def test_syllables_are_counted_by_their_sound(count: int, word: str) -> None:
    assert syllables(word) == count


def test_reading_ease_is_that_of_flesch() -> None:
    assert ease("The cat sat on the mat.") == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert ease("Your medical notebook.") == pytest.approx(206.835 - 1.015 * 3 - 84.6 * 2)
