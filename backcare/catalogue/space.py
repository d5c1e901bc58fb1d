"""Places and directions in space: x right, y up, z toward the viewer; directions in degrees."""

from math import cos, hypot, radians, sin, sqrt

from backcare.catalogue.pose import Point, Space


def direction(angle: float, out: float = 0.0) -> Space:
    """The unit vector at `angle` degrees in the picture's plane, turned `out` degrees toward the viewer."""
    flat = cos(radians(out))
    return (cos(radians(angle)) * flat, sin(radians(angle)) * flat, sin(radians(out)))


def along(start: Space, way: Space, length: float) -> Space:
    """The place `length` away from `start`, in the direction of the unit vector `way`."""
    return (start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length)


def between(start: Space, end: Space, share: float) -> Space:
    """The place on the way from `start` (0) to `end` (1)."""
    x, y, z = (one + (other - one) * share for one, other in zip(start, end, strict=True))
    return (x, y, z)


def middle(root: Space, end: Space, first: float, second: float, pole: Space) -> Space:
    """The joint between two bones from `root` to `end`, bent toward `pole`."""
    way = (end[0] - root[0], end[1] - root[1], end[2] - root[2])
    far = sqrt(sum(one * one for one in way))
    unit = (way[0] / far, way[1] / far, way[2] / far)
    reach = (first**2 - second**2 + far**2) / (2 * far)
    height = sqrt(max(first**2 - reach**2, 0.0))
    lean = sum(one * other for one, other in zip(pole, unit, strict=True))
    side = (pole[0] - lean * unit[0], pole[1] - lean * unit[1], pole[2] - lean * unit[2])
    size = sqrt(sum(one * one for one in side))
    return along(along(root, unit, reach), side, height / size)


def mix(one: float, other: float, share: float) -> float:
    """The number between two others."""
    return one + (other - one) * share


def turn(one: float, other: float, share: float) -> float:
    """The direction between two others, by the shorter way round."""
    return one + ((other - one + 180) % 360 - 180) * share


def distance(one: Point, other: Point) -> float:
    """How far two places of the plane are from each other."""
    return hypot(other[0] - one[0], other[1] - one[1])
