"""The links of Today: its plan, and where each leads."""

from streamlit.testing.v1 import AppTest

TICK, OPEN = ":material/check_circle:", ":material/radio_button_unchecked:"
TODAY = ":orange-badge[:material/pause_circle: Paused today]"
CARE = ":orange-badge[:material/warning: Take care]"
PAUSED = ":red-badge[:material/block: Paused: rest a week]"
ASK = ":blue-badge[:material/contact_support: Ask first]"
ALL = [
    "Pelvic tilt",
    "Knees to chest",
    "Side knee drop",
    "Hamstring stretch",
    "Prayer pose",
    "Horse back (cat) stretch",
]


def plan(app: AppTest) -> list[tuple[str, str]]:
    """Each line of the plan: the name and its mark."""
    lines = [(link.proto.label.partition(" :")[0], link.proto.icon) for link in app.get("page_link")]
    return [line for line in lines if line[1] in {TICK, OPEN}]


def bar(app: AppTest) -> list[tuple[str, int]]:
    return [(one.proto.text, one.proto.value) for one in app.get("progress")]


def by_hand(app: AppTest) -> tuple[str, str]:
    """The link to the form: its words and its address."""
    link = next(one.proto for one in app.get("page_link") if one.proto.query_string == "by=hand")
    return link.label, link.page


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def leads(app: AppTest, label: str) -> tuple[str, str]:
    """Where the link of that label leads: its page and its query."""
    link = next(one.proto for one in app.get("page_link") if one.proto.label == label)
    return link.page, link.query_string
