"""A report's sheet as HTML, for the screen and for the browser's own print."""

from collections.abc import Iterable
from html import escape

from backcare.report.drawing import svg
from backcare.report.sheet import COLUMNS, Entry, Fact, Part, Sheet


def html(sheet: Sheet) -> str:
    """The sheet as one block without an empty line, so that Markdown leaves it alone. Typed text is escaped."""
    name = _typed(sheet.name) if sheet.name else '<span class="sheet-blank"></span>'
    inside = [
        f"<header><h2>{_said(sheet.title)}</h2><p>{_said(sheet.span)}</p><p>Name: {name}</p>",
        f"<small>{_said(sheet.made)}</small></header>",
        _facts(sheet.facts),
        f'<p class="sheet-gap">{_said(" ".join(sheet.gaps))}</p>' if sheet.gaps else "",
        *(f"<figure>{svg(one)}</figure>" for one in (sheet.chart, sheet.small) if one),
        *(_part(one) for one in sheet.parts),
        f"<footer>{''.join(f'<p>{_said(one)}</p>' for one in sheet.foot)}</footer>",
    ]
    return f'<article class="sheet">{"".join(inside)}</article>'


def _said(text: str) -> str:
    return escape(text)


def _typed(text: str) -> str:
    """What a person typed: kept apart, so that its direction turns nothing around it, and its lines stay lines."""
    return f"<bdi>{'<br>'.join(escape(line) for line in text.splitlines() if line.strip())}</bdi>"


def _facts(facts: Iterable[Fact]) -> str:
    cells = "".join(
        f"<div><dt>{_said(one.label)}</dt><dd><b>{_said(one.value)}</b> <small>{_said(one.note)}</small></dd></div>"
        for one in facts
    )
    return f"<dl>{cells}</dl>"


def _part(part: Part) -> str:
    table = _table(part.table) if part.table else ""
    words = _typed if part.typed else _said
    lines = "".join(f"<li><b>{_said(lead)}</b> <span>{words(text)}</span></li>" for lead, text in part.lines)
    found = table + (f"<ul>{lines}</ul>" if lines else "")
    return f"<section><h3>{_said(part.heading)}</h3>{found or f'<p>{_said(part.sentence)}</p>'}</section>"


def _table(rows: Iterable[Entry]) -> str:
    """A row an exercise; on a phone each is a card, so that every cell carries the name of its column."""
    head = "".join(f'<th scope="col" role="columnheader">{_said(name)}</th>' for name in COLUMNS)
    body = "".join(_row(entry) for entry in rows)
    return (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(entry: Entry) -> str:
    first, *others = entry.cells
    over = ' rowspan="2"' if entry.below else ""
    inside = [f'<th scope="row" role="rowheader"{over}>{_said(first.text)}</th>']
    for name, one in zip(COLUMNS[1:], others, strict=True):
        note = f" <small>{_said(one.note)}</small>" if one.note else ""
        inside.append(f'<td role="cell" data-name="{_said(name)}"><span>{_said(one.text)}{note}</span></td>')
    below = f'<tr role="row"><td role="cell" colspan="{len(others)}">{_said(entry.below)}</td></tr>'
    return f'<tr role="row">{"".join(inside)}</tr>{below if entry.below else ""}'
