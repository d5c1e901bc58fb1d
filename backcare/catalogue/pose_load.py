"""Read the pose tables: each by itself, and its fields against each other."""

from functools import cache
from importlib.resources import files
from typing import get_args

from backcare.catalogue.load import CatalogueError
from backcare.catalogue.pose import Half, PoseTable, When
from backcare.catalogue.typed import read_typed


def _agree(table: PoseTable, source: str) -> None:
    """Fields that must fit each other: one root for both moments, one way for each limb to be placed."""
    kneels = table.start.knee is not None
    for moment, pose in (("start", table.start), ("hold", table.hold)):
        if (pose.hip is not None, pose.knee is not None) != (not kneels, kneels):
            raise CatalogueError(source, "", f"{moment}.hip", "start and hold need either hip or knee, both the same")
        for half in get_args(Half):
            leg, arm = pose.leg(half), pose.arm(half)
            if {leg.thigh is None, leg.shin is None} != {leg.ankle is not None} or (kneels and leg.ankle is not None):
                raise CatalogueError(source, "", f"{moment}.{half}_leg", "it needs thigh and shin, or a hip and ankle")
            if (arm.wrist is None) == (arm.grip is None):
                raise CatalogueError(source, "", f"{moment}.{half}_arm", "it needs either wrist or grip")
    for part in When._fields:
        begin, end = getattr(table.when, part)
        if not 0 <= begin < end <= 1:
            raise CatalogueError(source, "", f"when.{part}", "it must rise, from 0 to 1 at the most")


def read_pose(text: str, source: str) -> PoseTable:
    """Read one pose table from TOML text; `source` is the file's name, for messages.

    Raises:
        CatalogueError: the text is no TOML, or a field is missing, unknown, of the wrong kind or at odds with another.
    """
    table = read_typed(PoseTable, text, source)
    _agree(table, source)
    return table


@cache
def pose_table(exercise: str, variant: str = "") -> PoseTable:
    """The pose table of one form, named by slugs, read once.

    Raises:
        CatalogueError: the file is wrong, or missing.
    """
    name = f"{exercise}--{variant}.toml" if variant else f"{exercise}.toml"
    try:
        text = files("backcare.catalogue").joinpath("poses", name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(f"poses/{name}", exercise, "start", "the file is missing") from None
    return read_pose(text, name)
