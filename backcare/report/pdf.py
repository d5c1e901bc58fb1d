"""A report's sheet as PDF on A4: text with its font in the file, the chart as lines, no colour needed."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from importlib.resources import files
from typing import Final

from fpdf import FPDF
from fpdf.enums import CellBordersLayout, TableBordersLayout, TextDirection
from fpdf.fonts import FontFace, TTFFont
from fpdf.table import Table

from backcare.report.drawable import drawable
from backcare.report.drawing import TEXT_SIZE, Dot, Drawing, Line, Mark, Words
from backcare.report.sheet import COLUMNS, Cell, Entry, Fact, Part, Sheet

FONT: Final = "DejaVu"
MARGIN: Final = 14  # millimetres
FOOT: Final = 17  # of it at the foot of a page
POINT: Final = 25.4 / 72  # millimetres
BODY: Final = 8.0  # points
COLUMN_SHARES: Final = (32, 24, 30, 28, 34, 34)
LEADING: Final = 3.7  # millimetres from line to line
LEAD: Final = 54  # millimetres: the day and the exercise in front of a line
BELOW: Final = (0, 1.5, 0.8, 0)  # millimetres around what stands below a row: top, right, foot, left
RULE: Final = 150  # of 255: the lines of a table
TOGETHER: Final = 6  # lines of a text that stay on one page
GREY: Final = 90  # of 255: quiet words


class Paper(FPDF):
    """A4 with what a report is, whose and which days it shows and the page's number at the foot of every page."""

    def __init__(self, foot: Sequence[str]) -> None:
        super().__init__(format="A4")
        self.foot = foot
        self.set_margins(MARGIN, MARGIN - 2, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.c_margin = 0
        self.alias_nb_pages("")  # else {nb} in a note would become the number of pages
        for style, name in (("", "DejaVuSansCondensed.ttf"), ("B", "DejaVuSansCondensed-Bold.ttf")):
            self.add_font(FONT, style, str(files("backcare.report").joinpath("fonts", name)))
        font = self.fonts[FONT.lower()]
        self._glyphs = font.cmap if isinstance(font, TTFFont) else {}
        self.turn(TextDirection.LTR)

    def footer(self) -> None:
        """What stands at the foot of every page, and its number."""
        self.set_y(2.5 - FOOT)
        *lines, last = self.foot
        for line in (*lines, f"{last}, page {self.page_no()}"):
            self.write_line(line, 6.5, grey=GREY)

    def write_line(self, text: str, size: float, *, bold: bool = False, grey: int = 0) -> None:
        """Text over the whole width, wrapped."""
        self.ink(size, bold=bold, grey=grey)
        self.multi_cell(0, size * POINT * 1.35, self.signs(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def ink(self, size: float, *, bold: bool = False, grey: int = 0) -> None:
        """How the next words look."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(grey)

    def turn(self, direction: TextDirection | None) -> None:
        """The side from which the next words are read; None where their own first letter says it."""
        self.set_text_shaping(use_shaping_engine=True, direction=direction)

    def signs(self, text: str) -> str:
        """The text in signs that the font has."""
        return drawable(text, self._glyphs)


def pdf(sheet: Sheet, made: datetime) -> bytes:
    """The sheet as a PDF file."""
    whose = [one for one in (sheet.title, sheet.name, sheet.span) if one]
    paper = Paper((*sheet.foot, ", ".join(whose)))
    paper.set_title(paper.signs(f"{sheet.title}, {sheet.span}"))
    paper.set_lang("en-GB")
    paper.set_creator("BackCare")
    paper.set_creation_date(made)
    paper.add_page()
    _head(paper, sheet)
    _facts(paper, sheet.facts)
    if sheet.gaps:
        paper.write_line(" ".join(sheet.gaps), BODY, grey=GREY)
    if sheet.chart:
        paper.ln(2)
        _draw(paper, sheet.chart)
    for part in sheet.parts:
        _part(paper, part)
    return bytes(paper.output())


def _head(paper: Paper, sheet: Sheet) -> None:
    paper.write_line(sheet.title, 16, bold=True)
    paper.write_line(sheet.span, 10)
    paper.write_line(f"Name: {sheet.name}" if sheet.name else "Name:  ______________________________", 10)
    paper.write_line(sheet.made, 7, grey=GREY)
    paper.ln(2)


def _facts(paper: Paper, facts: Sequence[Fact]) -> None:
    """The facts side by side, each as wide as the others."""
    wide, top, foot = paper.epw / len(facts), paper.get_y(), paper.get_y()
    for place, fact in enumerate(facts):
        paper.set_y(top)
        for text, size, bold, grey in (
            (fact.label, 7, False, GREY),
            (fact.value, 11, True, 0),
            (fact.note, 6.5, False, GREY),
        ):
            paper.ink(size, bold=bold, grey=grey)
            paper.set_x(MARGIN + place * wide)
            paper.multi_cell(wide - 1.5, size * POINT * 1.35, text, align="L", new_x="LEFT", new_y="NEXT")
        foot = max(foot, paper.get_y())
    paper.set_xy(MARGIN, foot + 1.5)


def _draw(paper: Paper, drawing: Drawing) -> None:
    """The marks of a drawing from the present line on."""
    if paper.will_page_break(drawing.height):
        paper.add_page()
    left, top = MARGIN, paper.get_y()
    for mark in drawing.marks:
        _mark(paper, mark, left, top)
    paper.set_dash_pattern()
    paper.set_draw_color(0)
    paper.set_fill_color(255)
    paper.set_xy(MARGIN, top + drawing.height)


def _mark(paper: Paper, mark: Mark, left: float, top: float) -> None:
    if isinstance(mark, Words):
        paper.ink(TEXT_SIZE / POINT, bold=mark.bold)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * paper.get_string_width(mark.text)
        paper.text(left + mark.x - back, top + mark.y, mark.text)
        return
    grey = round(255 * (1 - mark.ink))
    paper.set_draw_color(grey)
    paper.set_fill_color(grey)
    if isinstance(mark, Dot):
        paper.circle(left + mark.x, top + mark.y, mark.radius, style="F")
        return
    points = [(left + x, top + y) for x, y in mark.points]
    if isinstance(mark, Line):
        paper.set_line_width(mark.width)
        paper.set_dash_pattern(mark.dash)
        paper.polyline(points)
        return
    paper.set_line_width(0.25)
    paper.set_dash_pattern()
    paper.polygon(points, style="F" if mark.filled else "D")


def _part(paper: Paper, part: Part) -> None:
    """A heading with its table and lines; a heading is never the last thing on a page."""
    if paper.will_page_break(18):
        paper.add_page()
    paper.ln(2.5)
    paper.write_line(part.heading, 10.5, bold=True)
    paper.ln(0.8)
    if part.table:
        _table(paper, part.table)
    for lead, text in part.lines:
        _line(paper, lead, text, None if part.typed else TextDirection.LTR)
    if not part.table and not part.lines:
        paper.write_line(part.sentence, BODY)


def _line(paper: Paper, lead: str, text: str, direction: TextDirection | None) -> None:
    """The lead on the left and the text beside it; a short text goes to the next page whole, a long one goes on."""
    paper.ink(BODY)
    written = partial(paper.multi_cell, h=LEADING, align="L", new_x="LMARGIN", new_y="NEXT")
    before = partial(written, LEAD - 2, text=lead)
    beside = partial(written, paper.epw - LEAD, text=paper.signs(text))
    paper.turn(direction)
    high = beside(dry_run=True, output="HEIGHT")
    paper.turn(TextDirection.LTR)
    paper.ink(BODY, bold=True)
    led = before(dry_run=True, output="HEIGHT")
    assert isinstance(high, float)  # what was asked for
    assert isinstance(led, float)
    if paper.will_page_break(max(led, min(high, TOGETHER * LEADING))):
        paper.add_page()
        paper.ink(BODY, bold=True)  # the foot of the page had its own
    page, top = paper.page, paper.get_y()
    before()
    foot = paper.get_y()
    paper.set_xy(MARGIN + LEAD, top)
    paper.ink(BODY)
    paper.turn(direction)
    beside()
    paper.turn(TextDirection.LTR)
    if paper.page == page:
        paper.set_y(max(foot, paper.get_y()))
    paper.ln(0.7)


def _table(paper: Paper, rows: Sequence[Entry]) -> None:
    paper.ink(BODY)
    paper.set_draw_color(RULE)
    paper.set_line_width(0.15)
    with paper.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=COLUMN_SHARES,
        first_row_as_headings=True,
        headings_style=FontFace(emphasis="BOLD"),
        line_height=LEADING,
        padding=(0.8, 1.5, 0.8, 0),
        text_align="LEFT",
        v_align="TOP",
    ) as table:
        table.row(COLUMNS)
        for entry in rows:
            _entry(paper, table, entry)
    paper.ln(1)


def _entry(paper: Paper, table: Table, entry: Entry) -> None:
    """A row; what stands below it is kept on its page by the first cell, which spans both."""
    lined = CellBordersLayout.TOP if entry.below else CellBordersLayout.INHERIT
    row, (first, *others) = table.row(), entry.cells
    row.cell(_cell(paper, first), rowspan=2 if entry.below else 1)
    for one in others:
        row.cell(_cell(paper, one), border=lined)
    if entry.below:
        table.row().cell(paper.signs(entry.below), colspan=len(others), border=CellBordersLayout.BOTTOM, padding=BELOW)


def _cell(paper: Paper, cell: Cell) -> str:
    return paper.signs(cell.text) + (f"\n{paper.signs(cell.note)}" if cell.note else "")
