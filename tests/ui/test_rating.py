"""A rating by chips: its words, and what the chips and the half add up to."""

import pytest
from streamlit.testing.v1 import AppTest

from backcare.ui.rating import words


@pytest.mark.parametrize(
    ("tenths", "said"),
    [
        (0, "0 of 10: no pain"),
        (5, "0.5 of 10: no pain"),
        (10, "1 of 10: mild"),
        (35, "3.5 of 10: mild"),
        (40, "4 of 10: moderate"),
        (65, "6.5 of 10: moderate"),
        (70, "7 of 10: severe"),
        (95, "9.5 of 10: severe"),
        (100, "10 of 10: the worst you can imagine"),
    ],
)
def test_a_rating_in_words(tenths: int, said: str) -> None:
    assert words(tenths) == said


def one_rating() -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text as a script of its own

    from backcare.ui import rating  # noqa: PLC0415 - likewise

    for tenths in (0, 65, 100):
        st.button(f"Fill {tenths}", on_click=rating.fill, args=("pain", tenths))
    st.text(repr(rating.rating("Pain", "pain")))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(one_rating).run()


def given(page: AppTest) -> str:
    assert not page.exception
    return str(page.text[0].value)


def tap(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def test_nothing_is_chosen_beforehand_and_the_ends_are_named(page: AppTest) -> None:
    assert given(page) == "None"
    assert page.button_group[0].options == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert page.button_group[0].value is None
    assert [one.value for one in page.caption] == ["0 is no pain, 10 the worst you can imagine"]
    assert len(page.toggle) == 0


def test_a_tap_is_a_whole_point_and_its_words_stand_beside_it(page: AppTest) -> None:
    page.button_group[0].set_value(7).run()
    assert given(page) == "70"
    assert [one.value for one in page.markdown] == ["**7 of 10: severe**"]


def test_zero_is_a_rating_and_not_a_missing_one(page: AppTest) -> None:
    page.button_group[0].set_value(0).run()
    assert given(page) == "0"
    assert [one.value for one in page.markdown] == ["**0 of 10: no pain**"]


def test_half_a_point_more_does_not_carry_over_to_another_chip(page: AppTest) -> None:
    page.button_group[0].set_value(7).run()
    page.toggle[0].set_value(True).run()
    assert given(page) == "75"
    page.button_group[0].set_value(3).run()
    assert given(page) == "30"


def test_nothing_lies_above_ten(page: AppTest) -> None:
    page.button_group[0].set_value(9).run()
    page.toggle[0].set_value(True).run()
    assert given(page) == "95"
    page.button_group[0].set_value(10).run()
    assert given(page) == "100"
    assert page.toggle[0].disabled


def test_clear_takes_the_rating_back_with_its_half(page: AppTest) -> None:
    page.button_group[0].set_value(7).run()
    page.toggle[0].set_value(True).run()
    tap(page, "Clear")
    assert given(page) == "None"
    assert page.button_group[0].value is None
    page.button_group[0].set_value(7).run()
    assert given(page) == "70"


@pytest.mark.parametrize("tenths", [0, 65, 100])
def test_a_stored_rating_comes_back_into_the_chips(page: AppTest, tenths: int) -> None:
    tap(page, f"Fill {tenths}")
    assert given(page) == str(tenths)
    assert page.button_group[0].value == tenths // 10
    assert page.toggle[0].value is (tenths == 65)
