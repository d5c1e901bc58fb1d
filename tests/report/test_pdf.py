"""The PDF as a file: its pages, its font, its lines, and what it says of what was typed."""

import io
import re
from datetime import date, timedelta

import pypdfium2
import pytest
from pypdf import PdfReader

from backcare.notebook.opening import Open
from backcare.report.asked import USUAL_PARTS, Part
from backcare.report.model import Report
from backcare.report.pdf import pdf
from backcare.report.sheet import sheet
from tests.report.conftest import NOW, Keeper, Reporting, made

pytestmark = pytest.mark.slow

CHART: tuple[Part, ...] = ("chart",)


def printed(report: Report) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(sheet(report), NOW)))


def text_of(document: PdfReader) -> str:
    return re.sub(r"\s+", " ", "\n".join(page.extract_text() for page in document.pages))


def test_an_empty_notebook_is_one_page_that_says_so(reporting: Reporting) -> None:
    document = printed(reporting())
    assert len(document.pages) == 1
    text = text_of(document)
    assert "Nothing is logged yet." in text
    assert "0 of 28 days rated" in text
    assert "0 of 28 mornings rated" in text
    assert "No exercise was logged on these days." in text
    assert "Name: ____" in text


def test_one_session_is_one_page(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 20, 25, "pelvic-tilt", "", 100, 100)
    document = printed(reporting())
    text = text_of(document)
    assert len(document.pages) == 1
    assert "1 of 28 days rated" in text
    assert "Nothing is logged before 31 March 2026." in text
    assert "too few ratings rated on 1 day" in text


@pytest.mark.parametrize("last", [date(2025, 3, 19), date(2025, 5, 4)])
def test_four_weeks_of_six_exercises_with_all_that_was_paused_fit_on_one_page(sample: Open, last: date) -> None:
    report = made(sample, last - timedelta(days=27), last, USUAL_PARTS)
    assert (len(report.rows), len(report.changes)) == (6, 8 if last.month == 3 else 4)
    assert len(printed(report).pages) == 1


def test_a_sentence_is_read_from_the_left_whoever_it_names(keeper: Keeper, reporting: Reporting) -> None:
    keeper.word(4, "off", "prayer-pose", "ד״ר כהן")
    data = pdf(sheet(reporting(parts=("changes",))), NOW)
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        page = text.get_text_range()
        name, end = (text.get_charbox(page.index(part))[0] for part in ("ה", "off."))
    assert name < end


def test_the_font_is_in_the_file_and_nothing_is_a_picture_or_fetched(sample: Open) -> None:
    data = pdf(sheet(made(sample, date(2025, 2, 20), date(2025, 3, 19))), NOW)
    document = PdfReader(io.BytesIO(data))
    names = re.findall(rb"/FontName /(\S+)", data)
    assert {name.split(b"+")[-1] for name in names} == {b"DejaVuSansCondensed", b"DejaVuSansCondensedBold"}
    assert data.count(b"/FontFile2") == len(names) == 2
    assert b"/Subtype /Image" not in data
    assert b"/URI" not in data
    assert document.metadata is not None
    assert document.metadata.title == "Back pain and stretches, 20 February 2025 to 19 March 2025"
    assert b"/Lang (en-GB)" in data


def test_the_chart_is_drawn_of_lines_and_has_ink_where_the_pain_is(sample: Open) -> None:
    data = pdf(sheet(made(sample, date(2025, 2, 20), date(2025, 3, 19), CHART)), NOW)
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        image = page.render(scale=2).to_pil().convert("L")
        page.close()
    wide, high = image.size
    chart = image.crop((0, round(high * 0.2), wide, round(high * 0.45)))
    dark = sum(chart.histogram()[:100]) / (chart.width * chart.height)
    assert 0.005 < dark < 0.2


def test_long_notes_go_over_pages_and_are_there_to_their_last_word(keeper: Keeper, reporting: Reporting) -> None:
    words = [f"{place}-{n}" for place in range(3) for n in range(650)]
    for place in range(3):
        keeper.log(place, 20, 20, "pelvic-tilt", " ".join(words[place * 650 : place * 650 + 650]), 100)
    document = printed(reporting())
    text = text_of(document)
    assert len(document.pages) == 3
    assert "2-0 2-1 2-2" in document.pages[0].extract_text()  # it begins right below its heading
    assert [word for word in words if word not in text.split()] == []


def test_every_page_says_whose_it_is(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(0, 20, 20, "pelvic-tilt", "word " * 790, 100)
    keeper.log(1, 20, 20, "pelvic-tilt", "word " * 790, 100)
    pages = printed(reporting(name="Renate Beispiel")).pages
    feet = [page.extract_text().splitlines()[-1] for page in pages]
    assert feet == [
        f"Back pain and stretches, Renate Beispiel, 4 March 2026 to 31 March 2026, page {number}" for number in (1, 2)
    ]


def test_emoji_right_to_left_markup_and_unbroken_text_are_printed_as_text(keeper: Keeper, reporting: Reporting) -> None:
    keeper.log(3, 20, 20, "pelvic-tilt", "slept 🥱 badly", 100)
    keeper.log(2, 20, 20, "pelvic-tilt", "כאב קל", 100)
    keeper.log(1, 20, 20, "pelvic-tilt", "<b>x</b> **y** [z](http://evil.example)", 100)
    keeper.log(0, 20, 20, "pelvic-tilt", "A" * 400, 100)
    keeper.log(0, 20, 20, "pelvic-tilt", "{nb} of {{nb}}", 100)
    text = text_of(printed(reporting(name="**Re** <i>na</i>te")))
    assert "slept [yawning face] badly" in text
    assert "כאב" in text or "באכ" in text  # a reader may give its letters from left to right
    assert "{nb} of {{nb}}" in text  # which the library would take for the number of pages
    assert "<b>x</b> **y** [z](http://evil.example)" in text
    assert text.replace(" ", "").count("A" * 400) == 1
    assert "Name: **Re** <i>na</i>te" in text


def test_ten_years_have_their_chart_and_a_page_number_on_every_page(keeper: Keeper, reporting: Reporting) -> None:
    for ago in range(0, 3650, 61):
        keeper.log(ago, 20, 60 if ago % 2 else 20, "pelvic-tilt", f"note {ago}", 100)
    report = reporting(NOW.date() - timedelta(days=3651), NOW.date())
    document = printed(report)
    assert len(document.pages) > 1
    for number, page in enumerate(document.pages, 1):
        assert f"page {number}" in page.extract_text()
    text = text_of(document)
    assert "60 of 3652 days rated" in text
    assert [ago for ago in range(0, 3650, 61) if f"note {ago}" not in text] == []


def test_a_lead_of_two_lines_stays_on_one_page_with_its_text(keeper: Keeper, reporting: Reporting) -> None:
    for ago in range(32, 59):
        keeper.log(ago, 20, 20, "horse-back", f"note {ago}", 100)
    for moved in range(8):  # by a line more each time
        keeper.log(59 - moved, 20, 20, "pelvic-tilt", "above", 100)
        document = printed(reporting(date(2026, 1, 31), date(2026, 2, 28), ("chart", "notes")))
        pages = [page.extract_text() for page in document.pages]
        assert sum(len(re.findall(r"February, Horse back \(cat\)\s+stretch\s+note \d", page)) for page in pages) == 27
        assert len(pages) == 2
