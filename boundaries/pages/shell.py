"""What goes around Streamlit's own responses: language of the document, security headers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool

from boundaries.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"content-security-policy": b"frame-ancestors 'none'; object-src 'none'; base-uri 'self'",
    b"permissions-policy": b"camera=(), microphone=(), payment=()",
}
FROM = b'<html lang="en"'
ICON = (
    b"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    b"%3Cpath fill='%230057b7' d='M4 9 12 4l8 5 8-4v18l-8 5-8-5-8 4z'/%3E"
    b"%3Cpath fill='none' stroke='%23ffd500' stroke-width='3' d='M9 20l6-9 4 6 5-7'/%3E%3C/svg%3E"
)
"""Our own mark in the tab; an icon named to Streamlit would be fetched from another host."""


class Shell:
    """Middleware: sets `<html lang>` by the address (`?taal=en`) and adds security headers.

    Parameters
    ----------
    languages
        Gives the languages of the municipality, the first one first.
    """

    def __init__(
        self, app: ASGIApp, languages: Callable[[], Sequence[str]] = lambda: LANGUAGES
    ) -> None:
        self._app = app
        self._languages = languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; only HTML documents are held until they are whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        page = _is_page(scope["path"])
        if page:
            # A compressed document couldn't be rewritten; the page itself is small.
            scope["headers"] = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
        held: list[Message] = []

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = _with_headers(message.get("headers", []))
                message["headers"] = _safe_cookies(headers) if _is_encrypted(scope) else headers
                if page and _is_html(message):
                    held.append(message)
                    return
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    code = _language(scope, await run_in_threadpool(self._languages))
                    for part in _in_language(held, code):
                        await send(part)
                return
            await send(message)

        await self._app(scope, receive, sender)


def _language(scope: Scope, languages: Sequence[str]) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("taal", [""])[-1]
    return asked if asked in languages else languages[0]


def _is_page(path: str) -> bool:
    """Return whether Streamlit answers with its page: files and its own routes are left alone."""
    return "." not in path and "/_stcore" not in path


def _is_html(start: Message) -> bool:
    kind: bytes = dict(start["headers"]).get(b"content-type", b"")
    return kind.startswith(b"text/html")


def _with_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    return [*headers, *((n, v) for n, v in HEADERS.items() if n not in present)]


def _is_encrypted(scope: Scope) -> bool:
    """Return whether the visitor's connection is: to us, or to the proxy in front of us."""
    forwarded = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
    return scope.get("scheme") == "https" or forwarded == b"https"


def _safe_cookies(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Let no cookie go over a connection that isn't encrypted; Streamlit leaves that open."""
    return [
        (n, v + b"; Secure" if n.lower() == b"set-cookie" and b"secure" not in v.lower() else v)
        for n, v in headers
    ]


def _in_language(messages: list[Message], code: str) -> list[Message]:
    start, *bodies = messages
    body = b"".join(part.get("body", b"") for part in bodies)
    body = body.replace(FROM, FROM.replace(b'"en"', f'"{code}"'.encode()), 1)
    body = body.replace(b'href="./favicon.png"', b'href="' + ICON + b'"', 1)
    headers = [(n, v) for n, v in start["headers"] if n.lower() not in {b"content-length", b"etag"}]
    headers.append((b"content-length", str(len(body)).encode()))
    return [{**start, "headers": headers}, {"type": "http.response.body", "body": body}]
