"""Two things that Streamlit does at each start, a quarter of it, and that a server of BackCare has no use for.

Both stand behind names that are Streamlit's own. requirements.txt pins its version, and a test fails where another one
does either of them in another way.
"""

from pathlib import Path

from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner


def _none(max_workers: int | None = None) -> list[tuple[manifest_scanner.ComponentManifest, Path]]:  # noqa: ARG001 - Streamlit's signature
    return []


def start_lean() -> None:
    """Leave both out. Call it before the server is made."""
    # The description of every installed package is read, to find components in it; BackCare's own are in none.
    manifest_scanner.scan_component_manifests = _none
    # At the first element the sources of the whole call stack are looked up, to warn a person who types into a shell.
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001 - there is no other way to say so
