"""What one form of an exercise looks like: a table a form, of which the renderer draws nothing that is not there.

Places in the body are body units: x along the mat, y up from the mat, z toward the viewer. Places of words and arrows
are units of the picture, 480 wide and 300 high. Directions are degrees: 0 points right, 90 up, 180 left. The person
faces right (lying: head left, face up), so the side toward the viewer is the person's right; the other side is the
mirror image.
"""

from typing import Literal, NamedTuple, TypeAlias

from backcare.catalogue.model import Side

Point: TypeAlias = tuple[float, float]
Space: TypeAlias = tuple[float, float, float]
Half: TypeAlias = Literal["near", "far"]
Anchor: TypeAlias = Literal["start", "middle", "end"]
Bone: TypeAlias = Literal[
    "near_thigh", "near_shin", "near_foot", "far_thigh", "far_shin", "far_foot", "pelvis", "loin", "back", "far_flank"
]
Layer: TypeAlias = Literal["far_arm", "far_leg", "trunk", "near_leg", "near_arm"]


class Leg(NamedTuple):
    """Either the ankle's place (the knee follows) or the directions of thigh and shin; `foot` is where the toes point.

    `out` and `shin_out` turn thigh and shin out of the picture's plane, `roll` turns the knee over toward the viewer.
    """

    foot: float
    ankle: Space | None = None
    thigh: float | None = None
    shin: float | None = None
    out: float = 0.0
    shin_out: float = 0.0
    foot_out: float = 0.0
    roll: float = 0.0


class Grip(NamedTuple):
    """A place on a bone: how far along it (0 to 1), and how far off its line, to the left of its direction."""

    bone: Bone
    at: float
    off: float = 0.0


class Arm(NamedTuple):
    """The wrist stands at a place or keeps to a bone; `elbow` is where the elbow points, `hand` where the fingers do.

    `hand_out` turns the hand out of the picture's plane.
    """

    hand: float
    elbow: Space
    hand_out: float = 0.0
    wrist: Space | None = None
    grip: Grip | None = None


class Pose(NamedTuple):
    """The whole body at one moment. The root is the hip, or the knee of a kneeling person.

    `trunk` is the direction of the pelvis, `bend` how far each joint of the spine rounds forward from the one below.
    """

    trunk: float
    bend: tuple[float, float, float, float]
    near_leg: Leg
    far_leg: Leg
    near_arm: Arm
    far_arm: Arm
    hip: Point | None = None
    knee: Point | None = None
    neck: float = 0.0
    head: float = 0.0
    roll: float = 0.0

    def leg(self, half: Half) -> Leg:
        """The leg on the viewer's side, or the other one."""
        return self.near_leg if half == "near" else self.far_leg

    def arm(self, half: Half) -> Arm:
        """The arm on the viewer's side, or the other one."""
        return self.near_arm if half == "near" else self.far_arm


class When(NamedTuple):
    """From which to which part of the way (0 to 1) each part moves."""

    hip: Point = (0.0, 1.0)
    trunk: Point = (0.0, 1.0)
    near_leg: Point = (0.0, 1.0)
    far_leg: Point = (0.0, 1.0)
    near_arm: Point = (0.0, 1.0)
    far_arm: Point = (0.0, 1.0)

    def leg(self, half: Half) -> Point:
        """When the leg on the viewer's side, or the other one, moves."""
        return self.near_leg if half == "near" else self.far_leg

    def arm(self, half: Half) -> Point:
        """When the arm on the viewer's side, or the other one, moves."""
        return self.near_arm if half == "near" else self.far_arm


class Label(NamedTuple):
    """Words in the picture; `at` is the middle of their height. {side} and {other} stand for left and right."""

    says: str
    at: Point
    anchor: Anchor = "middle"
    quiet: bool = False


class Arrow(NamedTuple):
    """What moves: a curve from the first point past the second to the third."""

    path: tuple[Point, Point, Point]
    label: Label | None = None


class Feel(NamedTuple):
    """Where it is felt in the hold: a glow on a bone, drawn on top of one layer, and where its words stand."""

    grip: Grip
    size: Point
    on: Layer
    at: Point
    anchor: Anchor = "middle"


class Telling(NamedTuple):
    """The picture in words: one sentence for the start, one for the hold, and the name of where it is felt."""

    start: str
    hold: str
    felt: str


class PoseTable(NamedTuple):
    """One form: its start, its hold, and what is said about the way between them.

    `origin` is where the body's zero stands in the picture, `depth` how far a unit toward the viewer goes right and
    down. `mat` is left, top, right, bottom. `planted` names joints that stay in one place in every frame.
    """

    view: Literal["side", "above"]
    drawn: Side
    size: float
    origin: Point
    depth: Point
    mat: tuple[float, float, float, float]
    planted: tuple[str, ...]
    start: Pose
    hold: Pose
    feel: Feel
    telling: Telling
    chip: Point
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...] = ()
    when: When = When()
    prop: Literal["", "gap", "towel"] = ""
