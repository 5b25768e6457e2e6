"""Requests whose files stay in memory: what people send touches no disk before it is sealed."""

import io
from typing import IO

from flask import Request


class MemoryRequest(Request):
    """A request as Flask knows it; werkzeug would put a file above 500 kB in a temporary one, as it is."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()
