"""Requests: bounded before anything of them is read. Their files stay in memory: what people send touches no disk before it is sealed."""

import io
from collections.abc import Callable
from typing import IO, Any, TypeVar
from urllib.parse import parse_qsl

from flask import Request, current_app
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

TEXT_BYTES = 1024 * 1024
"""The most a request may hold where no file is asked for: five long texts in any script."""
FILES_BYTES = 60 * 1024 * 1024
FIELDS = 2_000
FILES = 100
"""Files that may come along at once; of how many are looked at each room has its own rule."""

View = TypeVar("View", bound=Callable[..., Any])


def takes_files(*, most: int = FILES_BYTES) -> Callable[[View], View]:
    """Mark a view whose requests may hold files, up to so many bytes altogether; any other takes text only."""

    def mark(view: View) -> View:
        view._most_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


class Bounded(FormDataParser):
    """Reads forms; werkzeug itself bounds neither the bytes nor the fields of an urlencoded one."""

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> Any:
        body = stream.read(TEXT_BYTES + 1)
        if len(body) > TEXT_BYTES or body.count(b"&") >= FIELDS:
            raise RequestEntityTooLarge
        text = body.decode(
            errors="replace"
        )  # what a browser sends is ASCII; anything else is shown as it can be
        found = parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote")
        return stream, self.cls(found), self.cls()


class MemoryRequest(Request):
    """A request as Flask knows it; werkzeug would put a file above 500 kB in a temporary one, as it is."""

    form_data_parser_class = Bounded

    @property
    def max_content_length(self) -> int:
        """How many bytes the view it is for takes."""
        view = current_app.view_functions.get(self.endpoint or "")
        return int(getattr(view, "_most_bytes", TEXT_BYTES))

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        raise TypeError("a view says itself what it takes: `takes_files`")

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if sum(map(len, self.files.listvalues())) > FILES:
            raise RequestEntityTooLarge

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()
