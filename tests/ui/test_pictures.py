"""The pictures of the exercises as a real server gives them."""

import http.client

from starlette.routing import Match

from backcare.catalogue import catalogue, figure
from backcare.ui.pictures import routes
from tests.conftest import Server


def asked(server: Server, path: str, **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.headers


def test_every_form_and_side_has_its_picture_and_nothing_else_has(server: Server) -> None:
    with server.running():
        for exercise in catalogue().exercises:
            for variant in ("", exercise.gentler.slug) if exercise.gentler else ("",):
                for side in exercise.sides_of(variant):
                    address = f"/figures/{exercise.slug}/{variant or 'full'}/{side}.svg"
                    status, body, headers = asked(server, address)
                    assert (status, headers["content-type"]) == (200, "image/svg+xml")
                    assert body == figure.moving(exercise, variant, side)
        for nothing in ("pelvic-tilt/full/left", "pelvic-tilt/towel/both", "handstand/full/both"):
            assert asked(server, f"/figures/{nothing}.svg")[0] == 404


def test_a_picture_that_the_browser_has_is_not_sent_again(server: Server) -> None:
    with server.running():
        status, body, headers = asked(server, "/figures/prayer-pose/full/both.svg")
        assert (status, headers["cache-control"]) == (200, "no-cache")
        again = asked(server, "/figures/prayer-pose/full/both.svg", if_none_match=headers["etag"])
        assert again[:2] == (304, "")
        other = asked(server, "/figures/prayer-pose/full/both.svg", if_none_match='"another"')
        assert other[:2] == (200, body)


def test_pictures_lie_under_the_path_that_the_dashboard_is_served_at() -> None:
    scope = {"type": "http", "method": "GET", "path": "/back/care/figures/prayer-pose/full/both.svg"}
    assert [one.matches(scope)[0] for one in routes("/back/care/")] == [Match.FULL]
    assert [one.matches(scope)[0] for one in routes("")] == [Match.NONE]
