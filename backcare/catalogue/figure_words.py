"""What stands around the body: mat, chip, arrows, labels and the words of the glow. Words are never mirrored."""

from math import atan2, cos, degrees, hypot, sin

from backcare.catalogue.model import Side
from backcare.catalogue.pose import Anchor, Arrow, Feel, Label, Point, PoseTable
from backcare.catalogue.shapes import n

WIDE, HIGH = 480, 300
CHIP = (98, 28)
FELT = "feel it here"
TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
OTHER: dict[Side, Side] = {"left": "right", "right": "left", "both": "both"}


class Frame:
    """One form and side: where a place of its table stands, now that the drawing is mirrored or not.

    Seen from the side the mirror stands upright; seen from above the head stays where it is and the sides change.
    """

    def __init__(self, table: PoseTable, side: Side) -> None:
        self.table = table
        self.side = side
        self.mirrored = side != table.drawn
        self.sideways = self.mirrored and table.view == "side"

    def at(self, point: Point) -> Point:
        """A place of the table in this picture."""
        x, y = point
        if not self.mirrored:
            return point
        return (WIDE - x, y) if self.sideways else (x, HIGH - y)

    def kept(self, point: Point) -> Point:
        """The place of a chip or a label in this picture: seen from above they stay where they are."""
        return self.at(point) if self.table.view == "side" else point

    def body(self) -> str:
        """The transform from body units to this picture."""
        (x, y), size = self.at(self.table.origin), self.table.size
        across = -size if self.sideways else size
        down = -size if self.mirrored and not self.sideways else size
        return f"translate({n(x)} {n(y)})scale({across:g} {down:g})"

    def says(self, words: str) -> str:
        """Words with this picture's side put in."""
        return words.replace("{side}", self.side).replace("{other}", OTHER[self.side])

    def labels(self) -> str:
        """The words that stand in every moment."""
        return "".join(
            self.text(label.says, self.kept(label.at), label.anchor, _ink(label)) for label in self.table.labels
        )

    def text(self, words: str, at: Point, anchor: Anchor, paint: str) -> str:
        """Words on one line whose middle is at the height of `at`, a place in this picture."""
        turned = TURNED[anchor] if self.sideways else anchor
        where = f'x="{n(at[0])}" y="{n(at[1] + 5)}" text-anchor="{turned}"'
        return f'<text class="{paint}" {where}>{self.says(words)}</text>'

    def arrow(self, arrow: Arrow) -> str:
        """A curve with a head at its end, and its words."""
        (x1, y1), (x2, y2), (x3, y3) = (self.at(point) for point in arrow.path)
        way = atan2(y3 - y2, x3 - x2)
        head = f"translate({n(x3)} {n(y3)})rotate({n(degrees(way))})"
        stem = f"M{n(x1)} {n(y1)}Q{n(x2)} {n(y2)} {n(x3 - 8 * cos(way))} {n(y3 - 8 * sin(way))}"
        drawn = f'<path class="arrow" d="{stem}"/><path class="tip" d="M4 0L-12-8L-9 0L-12 8Z" transform="{head}"/>'
        label = arrow.label
        return drawn + (self.text(label.says, self.at(label.at), label.anchor, _ink(label)) if label else "")

    def chip(self, paint: str, words: str) -> str:
        """The moment's name on a coloured ground."""
        (x, y), (wide, high) = self.kept(self.table.chip), CHIP
        box = f'x="{n(x - wide / 2)}" y="{n(y - high / 2)}" width="{wide}" height="{high}" rx="{high // 2}"'
        return f'<rect class="{paint}" {box}/>' + self.text(words, (x, y), "middle", "chip")

    def felt(self, feel: Feel, glow: Point) -> str:
        """The words of the glow and a line into it; `glow` is its middle in the drawing as the table has it."""
        (x, y), (gx, gy) = self.at(feel.at), self.at(glow)
        y += 12 if gy > y else -12
        near = 0.6 * feel.size[1] * self.table.size / hypot(gx - x, gy - y)
        line = f"M{n(x)} {n(y)}L{n(gx + (x - gx) * near)} {n(gy + (y - gy) * near)}"
        drawn = f'<path class="edge" d="{line}"/><path class="lead" d="{line}"/>'
        return drawn + self.text(FELT, self.at(feel.at), feel.anchor, "feel")

    def mat(self) -> str:
        """The mat: seen from above a sheet, from the side one that runs away from the viewer; both with a brim."""
        left, top, right, bottom = self.table.mat
        if self.table.view == "above":
            return _sheet("brim", self.table.mat, 14) + _sheet("mat", (left + 5, top + 5, right - 5, bottom - 5), 10)
        slant = (bottom - top) * 0.45
        brim = f"M{n(left)} {n(bottom)}H{n(right)}V{n(bottom + 4)}q0 3-3 3H{n(left + 3)}q-3 0-3-3Z"
        mat = f"M{n(left)} {n(bottom)}L{n(left + slant)} {n(top)}H{n(right - slant)}L{n(right)} {n(bottom)}Z"
        return f'<path class="brim" d="{brim}"/><path class="mat" d="{mat}"/>'


def _sheet(paint: str, box: tuple[float, float, float, float], radius: int) -> str:
    left, top, right, bottom = box
    size = f'width="{n(right - left)}" height="{n(bottom - top)}" rx="{radius}"'
    return f'<rect class="{paint}" x="{n(left)}" y="{n(top)}" {size}/>'


def _ink(label: Label) -> str:
    return "quiet" if label.quiet else "ink"
