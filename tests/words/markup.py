"""Markup taken off: the words of HTML, and of Streamlit's markdown."""

import re
from html.parser import HTMLParser

TAG = re.compile(r"</?[a-z]")
HEARD = {"aria-label", "title", "alt", "placeholder"}
WITHIN_A_LINE = {"b", "i", "em", "strong", "kbd"}
UNREAD = {"script", "style"}
MARKS = (
    (re.compile(r":material/\w+:"), ""),
    (re.compile(r":[a-z]+(?:-[a-z]+)?\[([^\]]*)\]"), r"\1"),  # a colour or a badge
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),  # a link
    (re.compile(r"[*`]{1,2}"), ""),
    (re.compile(r"%\{[^}]*\}|%\(\w+\)s|%-?[A-Za-z]\b"), "{value}"),  # what Plotly, argparse and strftime fill in
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces = [""]
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        if tag not in WITHIN_A_LINE:
            self.pieces += [value for name, value in attrs if name in HEARD and value]
            self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD
        if tag not in WITHIN_A_LINE:
            self.pieces.append("")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces[-1] += data


def plain(text: str) -> list[str]:
    """The texts of a literal as they are read: each line and each piece of HTML that stands by itself is one."""
    pieces = [text]
    if TAG.search(text):
        parser = _Words()
        parser.feed(text)
        parser.close()
        pieces = parser.pieces
    for mark, words in MARKS:
        pieces = [mark.sub(words, piece) for piece in pieces]
    lines = [" ".join(line.split()) for piece in pieces for line in piece.split("\n")]
    return [line for line in lines if line]
