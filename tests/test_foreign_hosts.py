"""A page of another site, in the same browser, reaches for the dashboard: a real server with the project's settings."""

import base64
import http.client
import os
from collections.abc import Iterator

import pytest

from tests.conftest import Server, Tally

pytestmark = pytest.mark.slow

FORBIDDEN = 403
UPLOAD = "/_stcore/upload_file/a-session/a-file"
STREAM = "/_stcore/stream"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("foreign")
    server = Server(folder / "served", folder / "elsewhere")
    with server.running():
        yield server.port


def answer(port: int, method: str, path: str, headers: dict[str, str], body: str = "") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode())
    response = connection.getresponse()
    if response.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
        response.read()
    connection.close()
    return response


def handshake(port: int, host: str, origin: str | None) -> int:
    headers = {
        "Host": host,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Protocol": "streamlit",
    }
    if origin is not None:
        headers["Origin"] = origin
    return answer(port, "GET", STREAM, headers).status


FOREIGN_HOSTS = ("evil.example", "evil.example:{port}", "localhost.evil.example:{port}", "127.0.0.1.evil.example", "")
FOREIGN_ORIGINS = (
    "http://evil.example",
    "http://evil.example:{port}",
    "http://localhost:1",  # another program of this machine
    "http://localhost",
    "http://127.0.0.1:{port}",  # the same machine, and another origin than the page's
    "http://localhost:{port}.evil.example",
    "http://localhost:{port}@evil.example",
    "null",
    "http://[",
    "",
)


@pytest.mark.fault(26)
def test_the_dashboards_own_page_is_let_in(port: int) -> None:
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        assert answer(port, "GET", "/", {"Host": host}).status == 200
        assert handshake(port, host, f"http://{host}") == 101


@pytest.mark.fault(26)
def test_a_name_that_was_pointed_at_this_machine_is_refused(port: int, tally: Tally) -> None:
    hosts = [name.format(port=port) for name in FOREIGN_HOSTS]
    paths = ("/", "/data", "/_stcore/health", "/_stcore/host-config", "/media/a.csv", "/static/js/a.js")
    tally.tries = len(hosts) * (len(paths) + 1)
    for host in hosts:
        assert handshake(port, host, f"http://{host}") == FORBIDDEN, host
        for path in paths:
            assert answer(port, "GET", path, {"Host": host}).status == FORBIDDEN, (host, path)


@pytest.mark.fault(26)
def test_a_page_from_elsewhere_is_refused_on_the_websocket_and_beside_it(port: int, tally: Tally) -> None:
    own = f"localhost:{port}"
    origins = [name.format(port=port) for name in FOREIGN_ORIGINS]
    tally.tries = 2 * len(origins)
    for origin in origins:
        assert handshake(port, own, origin) == FORBIDDEN, origin
        assert answer(port, "GET", "/_stcore/host-config", {"Host": own, "Origin": origin}).status == FORBIDDEN, origin


@pytest.mark.fault(26)
def test_a_file_is_taken_with_the_right_token_alone(port: int, tally: Tally) -> None:
    own = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
    cookie = answer(port, "GET", "/_stcore/health", own).headers["Set-Cookie"].partition(";")[0]
    token = cookie.partition("=")[2]
    other = f"2|00000000|{'0' * 32}|1700000000"
    wrong: tuple[dict[str, str], ...] = (
        {},
        {"Cookie": cookie},
        {"X-Xsrftoken": token},
        {"Cookie": cookie, "X-Xsrftoken": other},
        {"Cookie": cookie, "X-Xsrftoken": "nonsense"},
    )
    tally.tries = 2 * len(wrong)
    for method in ("PUT", "DELETE"):
        for headers in wrong:
            assert answer(port, method, UPLOAD, {**own, **headers}, "x").status == FORBIDDEN, (method, headers)
    # With it the server goes on to ask whose file it is: nobody's here.
    assert answer(port, "PUT", UPLOAD, {**own, "Cookie": cookie, "X-Xsrftoken": token}, "x").status == 400


@pytest.mark.fault(26)
def test_every_answer_says_that_nothing_else_may_frame_read_or_keep_it(port: int) -> None:
    for path in ("/", "/_stcore/health", "/nothing-here", "/media/gone.csv"):
        headers = answer(port, "GET", path, {"Host": f"localhost:{port}"}).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert (headers["Cache-Control"] == "no-store") == path.startswith("/media/"), path
