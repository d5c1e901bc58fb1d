"""The moving pictures of the exercises at their own addresses; for the guided session a browser fetches each once."""

from functools import cache
from hashlib import sha256
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backcare.catalogue import figure
from backcare.catalogue.load import catalogue

FULL = "full"  # in an address: the full form, which has no slug


class _Picture(NamedTuple):
    svg: str
    tag: str


@cache
def _picture(slug: str, variant: str, side: str) -> _Picture:
    """Raises KeyError where there is no such exercise, form or side."""
    exercise = catalogue()[slug]
    if variant and exercise.form(variant) is None:
        raise KeyError(variant)
    known = next((one for one in exercise.sides_of(variant) if one == side), None)
    if known is None:
        raise KeyError(side)
    svg = figure.moving(exercise, variant, known)
    return _Picture(svg, f'"{sha256(svg.encode()).hexdigest()[:16]}"')


async def _answer(request: Request) -> Response:
    """A picture; nothing more than "still the same" where the browser has it."""
    slug, form, side = (request.path_params[name] for name in ("exercise", "form", "side"))
    try:
        found = _picture(slug, "" if form == FULL else form, side)
    except KeyError:
        return Response(status_code=404)
    headers = {"etag": found.tag, "cache-control": "no-cache"}  # an update of BackCare may draw it in another way
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.svg, media_type="image/svg+xml", headers=headers)


def routes(base: str) -> list[Route]:
    """/figures/<exercise>/<form>/<side>.svg under the path that the dashboard is served at; empty for none."""
    under = f"/{base.strip('/')}" if base.strip("/") else ""
    return [Route(f"{under}/figures/{{exercise}}/{{form}}/{{side}}.svg", _answer)]
