"""The outlines that a body is put together from: SVG path data, in body units, y down."""

from math import acos, cos, sin


def n(value: float) -> str:
    """A number as short as a tenth of a unit allows."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"


def capsule(length: float, first: float, second: float) -> str:
    """A limb along x from 0 to `length`, round at both ends, `first` thick (as a radius) here and `second` there."""
    if length <= abs(first - second):
        return ball(max(first, second))
    turn = acos((first - second) / length)
    x, y = cos(turn), sin(turn)
    large = int(first > second)
    return (
        f"M{n(first * x)} {n(-first * y)}L{n(length + second * x)} {n(-second * y)}"
        f"A{n(second)} {n(second)} 0 {1 - large} 1 {n(length + second * x)} {n(second * y)}"
        f"L{n(first * x)} {n(first * y)}A{n(first)} {n(first)} 0 {large} 1 {n(first * x)} {n(-first * y)}Z"
    )


def sleeve(length: float, first: float, second: float) -> str:
    """What lies between the round ends of a limb whose length changes: the ends are drawn apart."""
    return f"M0 {n(-first)}L{n(length)} {n(-second)}V{n(second)}L0 {n(first)}Z"


def ball(radius: float) -> str:
    """A full circle about 0."""
    return f"M{n(-radius)} 0A{n(radius)} {n(radius)} 0 1 1 {n(radius)} 0A{n(radius)} {n(radius)} 0 1 1 {n(-radius)} 0Z"


# Seen from the side; the toes and fingers point along x, the sole and the palm are below.
FOOT = "M-9-5C-13 2-14 9-9 11.5C-4 13 4 10.5 12 10.5C18 10.5 24 12 30 12C36 12 37 6 32 4C24 1 14-3 9-10Z"
HAND = "M0-7C6-9 13-8 19-5.5C24-3.5 25 2 20 4C14 7 6 7.5 0 7Z"
THUMB = "M5-5C8-11 13-13 16-11C18-9 14-6 12-3Z"

# The head faces along x, crown up.
SKULL = (
    "M-18 3C-21-13-11-23 3-23C14-23 20-16 20-7C20-5 20.5-3 21.5-1L25 4.5C25.5 6 24.5 7 22 7"
    "C21.5 8.5 22.5 9.5 21.5 11.5C22 13 21.5 14.5 20.5 15"
    "C20.5 19 17 21.5 12 21.5C6 21.5 1 19-1 15L-11 16C-15 14-18 9-18 3Z"
)
HAIR = (
    "M16.5-16C12-26-6-28-15-20C-24-12-23 4-17 13C-14 16-10 16-9 12C-8 9-9 6-7 3"
    "C-6 1-3 2-2 4L0 3C-1-3 1-8 5-10C10-12 15-12 16.5-16Z"
)
EAR = "M-6 3C-6-1 0-2 .5 2C1 5-1 8-3 8C-5 8-6 6-6 3Z"
BROW = "M9.5-9.5Q13.5-12 18-11"
MOUTH = "M21 12.5Q18 14 14.5 12.5"
EYE = "M13-4.5A1.8 2.2 0 1 1 16.6-4.5A1.8 2.2 0 1 1 13-4.5Z"

# Seen from above, face up, crown at the left.
FACE = "M-20 0C-20-12-12-18-2-18C8-18 20-12 22-5C23-2 23 2 22 5C20 12 8 18-2 18C-12 18-20 12-20 0Z"
CROWN = "M-5-19C-20-20-26-9-26 0C-26 9-20 20-5 19C-2 18-4 15-8 14C-12 12-12 6-11 0C-12-6-12-12-8-14C-4-15-2-18-5-19Z"
EYES = "M-3-7A1.9 1.9 0 1 1 .8-7A1.9 1.9 0 1 1-3-7ZM-3 7A1.9 1.9 0 1 1 .8 7A1.9 1.9 0 1 1-3 7Z"
BROWS = "M-7-9.5Q-8.5-6.5-7-4M-7 9.5Q-8.5 6.5-7 4"
NOSE = "M2-1C6-3.5 9-2.5 9 0C9 2.5 6 3.5 2 1Z"
LIPS = "M14-4.5Q16.5 0 14 4.5"
EARS = "M-4-18C-7-23 4-23 3-18ZM-4 18C-7 23 4 23 3 18Z"
SOLE = "M-11-8C-4-11 12-9 20-9C31-9 31 8 21 9C12 10-4 10-11 8C-15 4-15-4-11-8Z"
PALM = "M0-8C7-10 16-8 20-5C24-2 24 3 20 5C15 9 7 9 0 8Z"
SHIRT = (
    "M-2-25C-30-28-55-27-78-33C-92-38-112-42-119-33C-124-26-123-17-124-9L-124 9C-123 17-124 26-119 33"
    "C-112 42-92 38-78 33C-55 27-30 28-2 25C0 10 0-10-2-25Z"
)

# Upon the body: the towel under the sole; seen from above, the seams in front of the trousers and of the shirt.
LOOP = "M7 6.5H22A4.5 4.5 0 0 1 22 15.5H7A4.5 4.5 0 0 1 7 6.5Z"
FLY = "M-6-1.2H17V1.2H-6Z"
PLACKET = "M0-1.2H107V1.2H0Z"
