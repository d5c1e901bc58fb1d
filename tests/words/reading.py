"""How long sentences are and how easy a text is to read.

Flesch's reading ease needs syllables. The libraries for it look each word up in a list that they fetch at run time;
counting the sounds of the vowels is off by little over a whole text, and needs no network.
"""

import re

WORD = re.compile(r"[A-Za-z0-9]+(?:['’.,:/-][A-Za-z0-9]+)*")  # noqa: RUF001 - the apostrophe of print
HOLE = re.compile(r"\{\w*\}")
SILENT_END = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^sxzcghaeiouyl]|[aeiouy]l|th)es$|[^tdaeiouyl]ed$|[aeiouy]led$")
SILENT_INSIDE = re.compile(r"(?<=[^aeiouyl])e(?=ly$|ful|less|ment|book)")
APART = re.compile(r"(?<![cgstx])i(?:a|o|et)|eo$|\wea$|crea|uou|[aeiouy]ing")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in SENTENCE_END.split(text) if WORD.search(one)]


def words(text: str) -> list[str]:
    """The words of a text; what is filled in counts as one of one syllable, as a number does."""
    return WORD.findall(HOLE.sub("7", text))


def syllables(word: str) -> int:
    """How many syllables a word has, by its vowels; a number counts as one."""
    return sum(map(_syllables, re.findall(r"[a-z]+", word.lower()))) or 1


def _syllables(word: str) -> int:
    count = len(re.findall(r"[aeiouy]+", SILENT_INSIDE.sub("", word)))
    count += len(APART.findall(word)) - bool(SILENT_END.search(word))
    return max(1, count)


def ease(text: str) -> float:
    """Flesch's reading ease: 100 is very easy, 60 is plain English, below 50 is hard."""
    found = words(text)
    spoken = sum(map(syllables, found))
    return 206.835 - 1.015 * len(found) / max(1, len(sentences(text))) - 84.6 * spoken / len(found)
