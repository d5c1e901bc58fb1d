"""The name, icon and width of every page.

`st.set_page_config` imports numpy and Pillow before it looks whether the icon needs them, which takes a tenth of a
server's start. A page without an icon is none the better: the browser would ask a font host for one.
"""

from base64 import b64encode
from functools import cache
from importlib.resources import files

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.PageConfig_pb2 import PageConfig
from streamlit.runtime.scriptrunner import get_script_run_ctx

TITLE = "BackCare"


@cache
def _icon() -> str:
    drawn = (files("backcare.ui") / "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


def tell() -> None:
    """Send what `st.set_page_config(page_title=TITLE, page_icon="icon.svg", layout="wide")` sends."""
    settings = PageConfig(
        title=TITLE, favicon=_icon(), layout=PageConfig.WIDE, initial_sidebar_state=PageConfig.SIDEBAR_UNSET
    )
    message = ForwardMsg()
    message.page_config_changed.CopyFrom(settings)
    if (run := get_script_run_ctx()) is not None:
        run.enqueue(message)
