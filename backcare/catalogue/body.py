"""The skeleton: bones of fixed length, placed in space for any moment between start and hold."""

from collections.abc import Mapping
from functools import cache
from math import atan2, cos, degrees, radians, sin
from typing import TypeAlias

from backcare.catalogue.pose import Arm, Grip, Half, Leg, Point, PoseTable, Space
from backcare.catalogue.space import along, between, direction, middle, mix, turn

Joints: TypeAlias = dict[str, Space]

THIGH, SHIN, FOOT = 88.0, 84.0, 30.0
UPPER, FORE, HAND = 58.0, 52.0, 20.0
SPINE = (24.0, 21.0, 21.0, 24.0, 22.0)
NECK = 43.0
HIP_HALF, SHOULDER_HALF = 13.0, 24.0

FRAMES = 14  # steps between start and hold

# Bones keep their lengths. Spans do not: what lies between two joints of a chain, and the towel.
BONES = {
    "pelvis": ("hip", "spine1"),
    "neck": ("spine5", "head"),
    "skull": ("head", "crown"),
    "seat": ("near_hip", "far_hip"),
    **{f"spine{place}": (f"spine{place}", f"spine{place + 1}") for place in range(1, 5)},
    **{
        f"{half}_{bone}": (f"{half}_{begin}", f"{half}_{end}")
        for half in ("near", "far")
        for bone, begin, end in (
            ("thigh", "hip", "knee"),
            ("shin", "knee", "ankle"),
            ("foot", "ankle", "toe"),
            ("upper", "shoulder", "elbow"),
            ("fore", "elbow", "wrist"),
            ("hand", "wrist", "fingers"),
        )
    },
}
SPANS = BONES | {
    "loin": ("spine1", "spine3"),
    "back": ("spine3", "spine5"),
    "far_flank": ("far_hip", "far_shoulder"),
    "front": ("spine5", "fly"),
    "near_towel": ("near_wrist", "near_sole"),
    "far_towel": ("far_wrist", "near_sole"),
}


def ease(share: float, window: Point) -> float:
    """How far a part has come (0 to 1) when the whole has come `share`: slow at both ends of its window."""
    begin, end = window
    inside = min(max((share - begin) / (end - begin), 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)


def place(joints: Mapping[str, Space], grip: Grip) -> Space:
    """The place on a bone that a grip names."""
    begin, end = (joints[name] for name in SPANS[grip.bone])
    angle = degrees(atan2(end[1] - begin[1], end[0] - begin[0]))
    return along(between(begin, end, grip.at), direction(angle + 90), grip.off)


class _Body:
    """The joints as they are found, from the root outward, at one share of the way from start to hold."""

    def __init__(self, table: PoseTable, share: float) -> None:
        self.table = table
        self.share = share
        self.joints: Joints = {}

    def root(self) -> None:
        start, hold, when = self.table.start, self.table.hold, self.table.when
        if start.hip is not None and hold.hip is not None:
            hip = between((*start.hip, 0.0), (*hold.hip, 0.0), ease(self.share, when.hip))
        else:
            assert start.knee is not None
            thigh, _ = _angles(start.near_leg, hold.near_leg, ease(self.share, when.near_leg))
            x, y, _ = direction(thigh, start.near_leg.out)
            hip = along((*start.knee, 0.0), (x, y, 0.0), -THIGH)
        roll = radians(mix(start.roll, hold.roll, ease(self.share, when.trunk)))
        aside, front = (0.0, -sin(roll), cos(roll)), (0.0, cos(roll), sin(roll))
        self.joints |= {"hip": hip, "fly": along(hip, front, 20.0)}
        self.joints |= {"near_hip": along(hip, aside, HIP_HALF), "far_hip": along(hip, aside, -HIP_HALF)}

    def spine(self) -> None:
        start, hold, share = self.table.start, self.table.hold, ease(self.share, self.table.when.trunk)
        angle = mix(start.trunk, hold.trunk, share)
        bends = [0.0, *(mix(one, other, share) for one, other in zip(start.bend, hold.bend, strict=True))]
        joint = self.joints["hip"]
        for number, (bend, length) in enumerate(zip(bends, SPINE, strict=True), start=1):
            angle -= bend
            joint = along(joint, direction(angle), length)
            self.joints[f"spine{number}"] = joint
        angle -= mix(start.neck, hold.neck, share)
        head = along(joint, direction(angle), NECK)
        angle -= mix(start.head, hold.head, share)
        self.joints |= {"head": head, "crown": along(head, direction(angle), 22.0)}

    def leg(self, half: Half) -> None:
        start, hold = self.table.start.leg(half), self.table.hold.leg(half)
        share = ease(self.share, self.table.when.leg(half))
        hip, sign = self.joints[f"{half}_hip"], 1 if half == "near" else -1
        if start.ankle is not None and hold.ankle is not None:
            ankle = between(start.ankle, hold.ankle, share)
            roll = radians(mix(start.roll, hold.roll, share))
            knee = middle(hip, ankle, THIGH, SHIN, (0.0, cos(roll), sin(roll)))
        else:
            thigh, shin = _angles(self.bent(start, self.table.start.hip), self.bent(hold, self.table.hold.hip), share)
            knee = along(hip, direction(thigh, sign * mix(start.out, hold.out, share)), THIGH)
            ankle = along(knee, direction(shin, sign * mix(start.shin_out, hold.shin_out, share)), SHIN)
        foot = direction(turn(start.foot, hold.foot, share), sign * mix(start.foot_out, hold.foot_out, share))
        toe, under = along(ankle, foot, FOOT), (foot[1], -foot[0], 0.0)
        self.joints |= {f"{half}_knee": knee, f"{half}_ankle": ankle, f"{half}_toe": toe}
        self.joints[f"{half}_sole"] = along(between(ankle, toe, 0.5), under, 12.0)

    @staticmethod
    def bent(leg: Leg, hip: Point | None) -> Leg:
        """The leg by directions, also where the table gives the ankle's place."""
        if leg.ankle is None or hip is None:
            return leg
        flat = (leg.ankle[0], leg.ankle[1], 0.0)
        knee = middle((*hip, 0.0), flat, THIGH, SHIN, (0.0, 1.0, 0.0))
        thigh = degrees(atan2(knee[1] - hip[1], knee[0] - hip[0]))
        shin = degrees(atan2(flat[1] - knee[1], flat[0] - knee[0]))
        return Leg(foot=leg.foot, thigh=thigh, shin=shin)

    def arm(self, half: Half) -> None:
        start, hold = self.table.start.arm(half), self.table.hold.arm(half)
        share, sign = ease(self.share, self.table.when.arm(half)), 1 if half == "near" else -1
        shoulder = along(self.joints["spine5"], (0.0, 0.0, sign), SHOULDER_HALF)
        wrist = between(self.wrist(start), self.wrist(hold), share)
        elbow = middle(shoulder, wrist, UPPER, FORE, between(start.elbow, hold.elbow, share))
        fingers = direction(turn(start.hand, hold.hand, share), sign * mix(start.hand_out, hold.hand_out, share))
        self.joints |= {f"{half}_shoulder": shoulder, f"{half}_elbow": elbow}
        self.joints |= {f"{half}_wrist": wrist, f"{half}_fingers": along(wrist, fingers, HAND)}

    def wrist(self, arm: Arm) -> Space:
        if arm.wrist is not None:
            return arm.wrist
        assert arm.grip is not None
        return place(self.joints, arm.grip)


def _angles(start: Leg, hold: Leg, share: float) -> tuple[float, float]:
    assert start.thigh is not None
    assert start.shin is not None
    assert hold.thigh is not None
    assert hold.shin is not None
    return turn(start.thigh, hold.thigh, share), turn(start.shin, hold.shin, share)


def skeleton(table: PoseTable, share: float) -> Joints:
    """Where every joint is, in body units, when `share` (0 start, 1 hold) of the way is done."""
    body = _Body(table, share)
    body.root()
    body.spine()
    body.leg("near")
    body.leg("far")
    body.arm("near")
    body.arm("far")
    return body.joints


@cache
def frames(table: PoseTable) -> tuple[Joints, ...]:
    """The skeleton of every frame, from start to hold: one more than there are steps."""
    return tuple(skeleton(table, step / FRAMES) for step in range(FRAMES + 1))


def flat(table: PoseTable, joint: Space) -> Point:
    """A place in space as the picture's plane shows it, in body units, y down."""
    x, y, z = joint
    if table.view == "above":
        return (x, z)
    return (x + table.depth[0] * z, -y + table.depth[1] * z)
