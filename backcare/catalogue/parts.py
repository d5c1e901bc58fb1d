"""The parts of a body: which shape follows which bone, from the far limbs to the near ones."""

from collections.abc import Iterator, Sequence
from math import atan2, degrees
from typing import NamedTuple

from backcare.catalogue import shapes
from backcare.catalogue.body import SPANS, Joints, flat
from backcare.catalogue.figure_css import Track
from backcare.catalogue.pose import Half, Layer, Point, PoseTable
from backcare.catalogue.space import distance

# A limb that keeps this share of its length in the picture is drawn in one piece: its ends stay round enough.
STOUT = 0.65


class Part(NamedTuple):
    """A shape in one colour, and where it stands in each frame. `edge`: it has an outline of its limb."""

    tracks: tuple[Track, ...]
    shape: str
    paint: str
    edge: bool = True


class Limb(NamedTuple):
    """Parts with one outline around them all."""

    layer: Layer | None
    parts: tuple[Part, ...]


class Bones:
    """The joints of every frame, and the tracks that follow them."""

    def __init__(self, table: PoseTable, frames: Sequence[Joints]) -> None:
        self.table = table
        self.frames = frames

    def points(self, joint: str) -> list[Point]:
        """Where a joint is in the picture, frame by frame."""
        return [flat(self.table, frame[joint]) for frame in self.frames]

    def at(self, joint: str) -> tuple[Track, ...]:
        """Follows a joint without turning."""
        return tuple(Track(*point) for point in self.points(joint))

    def along(self, bone: str, *, end: bool = False) -> tuple[Track, ...]:
        """Follows a bone from its first joint (or from its `end`), turned along it."""
        begin, finish = SPANS[bone]
        return tuple(
            Track(*(second if end else first), turn)
            for first, second, turn in zip(
                self.points(begin), self.points(finish), self.turns(begin, finish), strict=True
            )
        )

    def turns(self, begin: str, finish: str) -> Iterator[float]:
        """The direction of a bone in each frame, clockwise, without a jump by a full turn."""
        last = 0.0
        for first, second in zip(self.points(begin), self.points(finish), strict=True):
            turn = degrees(atan2(second[1] - first[1], second[0] - first[0]))
            last += (turn - last + 180) % 360 - 180
            yield last

    def limb(self, bone: str, radii: tuple[float, float], paint: str) -> list[Part]:
        """A rounded limb around a bone; where its length changes much in the picture its ends are drawn apart."""
        begin, finish = SPANS[bone]
        lengths = self.lengths(begin, finish)
        length = max(lengths)
        tracks = self.stretched(bone)
        if min(lengths) > STOUT * length:
            return [Part(tracks, shapes.capsule(length, *radii), paint)]
        return [
            Part(tracks, shapes.sleeve(length, *radii), paint),
            Part(self.at(begin), shapes.ball(radii[0]), paint),
            Part(self.at(finish), shapes.ball(radii[1]), paint),
        ]

    def lengths(self, begin: str, finish: str) -> list[float]:
        """How long the way between two joints is in the picture, frame by frame."""
        return [distance(*pair) for pair in zip(self.points(begin), self.points(finish), strict=True)]

    def stretched(self, bone: str) -> tuple[Track, ...]:
        """Follows a bone, and its length in the picture where it turns toward the viewer; 1 is its longest."""
        lengths = self.lengths(*SPANS[bone])
        length = max(lengths)
        return tuple(track._replace(stretch=now / length) for track, now in zip(self.along(bone), lengths, strict=True))


def limbs(table: PoseTable, frames: Sequence[Joints]) -> list[Limb]:
    """All limbs of a body in the order in which they are painted."""
    bones = Bones(table, frames)
    return _above(bones) if table.view == "above" else _aside(bones)


def _leg(bones: Bones, half: Half, far: str) -> Iterator[Part]:
    foot = shapes.SOLE if bones.table.view == "above" else shapes.FOOT
    yield Part(bones.along(f"{half}_foot"), foot, f"{far}skin")
    yield from bones.limb(f"{half}_shin", (15.0, 9.5), f"{far}trousers")
    yield from bones.limb(f"{half}_thigh", (21.0, 15.0), f"{far}trousers")


def _arm(bones: Bones, half: Half, far: str) -> Iterator[Part]:
    hand = bones.along(f"{half}_hand")
    if bones.table.view == "above":
        yield Part(hand, shapes.PALM, f"{far}skin")
    else:
        yield Part(hand, shapes.THUMB, f"{far}skin")
        yield Part(hand, shapes.HAND, f"{far}skin")
    yield from bones.limb(f"{half}_fore", (9.0, 7.0), f"{far}skin")
    yield from bones.limb(f"{half}_upper", (13.0, 9.5), f"{far}skin")
    yield Part(bones.stretched(f"{half}_upper"), shapes.capsule(26, 14.0, 12.5), f"{far}shirt")


def _towel(bones: Bones) -> Limb:
    """A towel from both hands around the sole of the near foot, its ends hanging from the hands."""
    hanging = tuple(track._replace(turn=78.0) for track in bones.at("near_wrist"))
    return Limb(
        None,
        (
            *bones.limb("far_towel", (3.5, 4.5), "far-towel"),
            *bones.limb("near_towel", (4.0, 5.0), "towel"),
            Part(bones.along("near_foot"), shapes.LOOP, "towel"),
            Part(hanging, shapes.capsule(34, 4.0, 5.5), "towel"),
        ),
    )


def _aside(bones: Bones) -> list[Limb]:
    """Seen from the side."""
    head = tuple(track._replace(turn=track.turn + 90) for track in bones.along("skull"))
    face = (
        Part(head, shapes.SKULL, "skin"),
        Part(head, shapes.HAIR, "hair", edge=False),
        Part(head, shapes.EAR, "far-skin", edge=False),
        Part(head, shapes.EYE, "pupil", edge=False),
        Part(head, shapes.BROW, "line", edge=False),
        Part(head, shapes.MOUTH, "line", edge=False),
    )
    spine = (21.0, 20.0, 21.0, 21.5, 17.0)
    trunk = [
        *bones.limb("neck", (9.5, 9.0), "skin"),
        *bones.limb("pelvis", (23.0, 21.0), "trousers"),
        *(
            part
            for place in range(1, 5)
            for part in bones.limb(f"spine{place}", (spine[place - 1], spine[place]), "shirt")
        ),
    ]
    return [
        Limb("far_leg", tuple(_leg(bones, "far", "far-"))),
        Limb("far_arm", tuple(_arm(bones, "far", "far-"))),
        Limb("trunk", tuple(trunk)),
        Limb(None, face),
        Limb("near_leg", tuple(_leg(bones, "near", ""))),
        *([_towel(bones)] if bones.table.prop == "towel" else []),
        Limb("near_arm", tuple(_arm(bones, "near", ""))),
    ]


def _above(bones: Bones) -> list[Limb]:
    """Seen from above, face up; the far (left) leg comes to lie on the near (right) one."""
    head = tuple(track._replace(turn=0.0) for track in bones.along("skull"))
    face = (
        Part(head, shapes.EARS, "skin"),
        Part(head, shapes.FACE, "skin"),
        Part(head, shapes.CROWN, "hair", edge=False),
        Part(head, shapes.EYES, "pupil", edge=False),
        Part(head, shapes.NOSE, "far-skin", edge=False),
        Part(head, shapes.BROWS, "line", edge=False),
        Part(head, shapes.LIPS, "line", edge=False),
    )
    trunk = (
        *bones.limb("neck", (10.0, 9.0), "skin"),
        *bones.limb("seat", (21.0, 21.0), "trousers"),
        Part(bones.at("fly"), shapes.FLY, "far-trousers", edge=False),
        Part(bones.at("hip"), shapes.SHIRT, "shirt"),
        Part(bones.along("front"), shapes.PLACKET, "far-shirt", edge=False),
    )
    return [
        Limb("far_arm", tuple(_arm(bones, "far", ""))),
        Limb("near_arm", tuple(_arm(bones, "near", ""))),
        Limb(
            "near_leg",
            (*_leg(bones, "near", "far-"), Part(bones.at("near_knee"), shapes.ball(9), "trousers", edge=False)),
        ),
        Limb("far_leg", (*_leg(bones, "far", ""), Part(bones.at("far_knee"), shapes.ball(9), "shine", edge=False))),
        Limb("trunk", trunk),
        Limb(None, face),
    ]
