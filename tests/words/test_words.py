"""Every text on the screen, held against docs/words.md."""

import re
from pathlib import Path
from statistics import fmean

from backcare.settings import ROOT
from tests.words import markup
from tests.words.found import NOT_WORDS, Text, files, is_text, is_unread, literals, texts, texts_of
from tests.words.reading import ease, sentences, words
from tests.words.voice import lawful, place_of, places, promises, shunned

MOST_WORDS = 25  # a sentence
MOST_SENTENCES = 5  # a text
LONG = 20  # words from which a text is long enough to be measured
LEAST_EASE = 55
MEAN_EASE = 75


def told(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


def shunned_in(text: Text) -> list[str]:
    bare = re.sub(r"\{\w*\}", "", text.words)
    return [f"{text}\n    “{found[0]}”: {one.why}" for one in shunned(text.read) if (found := one.pattern.search(bare))]


def test_no_text_uses_a_word_that_is_shunned() -> None:
    faults = [fault for text in texts() if text.words not in lawful() for fault in shunned_in(text)]

    assert not faults, told(faults)


def test_no_string_however_short_holds_a_promise() -> None:
    faults = [
        f"{file.relative_to(ROOT)}:{line}: {literal}\n    “{found[0]}”: {one.why}"
        for file in files()
        if place_of(file)
        for line, literal in literals(file)
        for piece in markup.plain(literal)
        if piece not in lawful() and not is_unread(file, piece)
        for one in promises()
        if (found := one.pattern.search(piece))
    ]

    assert not faults, told(faults)


def test_every_text_that_may_use_such_a_word_is_still_there_and_uses_it() -> None:
    using = {text.words for text in texts() if shunned_in(text)}

    assert set(lawful()) <= using


def test_no_sentence_is_long() -> None:
    faults = [
        f"{text}\n    {len(words(one))} words: {one}"
        for text in texts()
        for one in sentences(text.words)
        if len(words(one)) > MOST_WORDS
    ]

    assert not faults, told(faults)


def test_no_text_has_many_sentences() -> None:
    faults = [
        f"{text}\n    {count} sentences" for text in texts() if (count := len(sentences(text.words))) > MOST_SENTENCES
    ]

    assert not faults, told(faults)


def test_every_longer_text_is_easy_to_read() -> None:
    eases = {str(text): ease(text.words) for text in texts() if len(words(text.words)) >= LONG}
    faults = [f"{text}\n    reading ease {found:.0f}" for text, found in eases.items() if found < LEAST_EASE]

    assert not faults, told(faults)
    assert fmean(eases.values()) >= MEAN_EASE


def test_texts_stand_only_where_a_translator_is_told_to_look() -> None:
    faults = [str(text) for file in files() if place_of(file) is None for text in texts_of(file, "")]

    assert not faults, told(faults)


def test_every_place_that_is_named_holds_a_text() -> None:
    empty = {pattern for pattern, _ in places()}
    for text in texts():
        empty.discard(next(pattern for pattern, _ in places() if Path(text.file).match(pattern)))

    assert not empty


def test_everything_that_is_left_out_is_there() -> None:
    left = {start for _, start, _ in NOT_WORDS}
    for file in files():
        for _, literal in literals(file):
            for piece in filter(is_text, markup.plain(literal)):
                left -= {start for name, start, _ in NOT_WORDS if file.match(name) and re.match(start, piece)}

    assert not left
