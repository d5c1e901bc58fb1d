import pytest

from backcare.notebook.opening import Open
from backcare.ui import places
from tests.pages.form import Dashboard, keep

pytestmark = pytest.mark.slow

TEXTS = ("", "../../x", "'; DROP TABLE hold; --", "<script>alert(1)</script>", "\u202e\U0001f600", "9" * 5_000)
QUERIES = (
    ("session", "by"),
    ("exercises", "exercise"),
    ("progress", "exercise"),
    ("progress", "show"),
    ("notebook", "show"),
    ("notebook", "before"),
)


@pytest.mark.parametrize(("page", "name"), QUERIES)
def test_whatever_stands_in_an_address_the_page_is_drawn(
    dashboard: Dashboard, book: Open, page: str, name: str
) -> None:
    keep(book)
    app = dashboard(page)
    for text in TEXTS:
        app.query_params[name] = text
        app.run()
        assert not app.exception
        assert len(app.title) == 1
        assert not app.error


def test_each_page_draws_with_a_question_that_it_does_not_know(dashboard: Dashboard, book: Open) -> None:
    keep(book)
    for place in places.PLACES:
        app = dashboard("today" if place.path == places.TODAY else place.address, unknown="1")
        assert not app.exception
        assert len(app.title) == 1
