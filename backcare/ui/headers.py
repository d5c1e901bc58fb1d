"""What stands before every answer: who may ask, and the security headers that it carries."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

# Charts and components are drawn under this policy; `blob:` is what components.v2 loads its scripts from.
_POLICY = (
    "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'self'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), screen-wake-lock=(self)",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_FILES = "/media/"  # downloads: a browser would keep them on the disk


class SecurityHeaders:
    """ASGI middleware: nothing is loaded from elsewhere, and no other site can frame or read the dashboard."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the start of each answer; a websocket's messages pass without a step more."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if _FILES in scope["path"]:
                    headers["cache-control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnPagesOnly:
    """ASGI middleware: answers only what the dashboard's own pages ask for.

    Streamlit looks at the host of its websocket alone, and takes an origin from any port of this machine. Where it does
    not know an origin, it asks a host outside for this machine's own address before it refuses.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what names an allowed host and, where it names an origin, that same host; 403 for the rest."""
        if scope["type"] == "lifespan" or _from_own_page(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})  # before it was accepted: the server answers 403
        else:
            await PlainTextResponse("Refused: this is not BackCare's own address.", 403)(scope, receive, send)


def _from_own_page(headers: Headers) -> bool:
    host, origin = headers.get("host"), headers.get("origin")
    return is_host_allowed(host) and (origin is None or _netloc(origin) == host)


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as a bracket without its end
        return None
