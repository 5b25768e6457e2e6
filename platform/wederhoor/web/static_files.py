"""Style sheets and scripts leave compressed; each is compressed once, at its first request."""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

COMPRESSED = (".css", ".js", ".svg")


def register(app: Flask) -> None:
    """Compress what the static folder serves."""
    folder = Path(str(app.static_folder))

    @lru_cache(maxsize=64)
    def compressed(name: str, _changed: float) -> bytes:
        return gzip.compress((folder / name).read_bytes(), mtime=0)

    def serve(response: Response) -> Response:
        name = (request.view_args or {}).get("filename", "") if request.endpoint == "static" else ""
        if not name.endswith(COMPRESSED) or response.status_code not in (200, 304):
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code == 304 or request.method != "GET" or request.accept_encodings["gzip"] <= 0:
            return response
        opened = response.response
        response.direct_passthrough = False
        response.set_data(compressed(name, (folder / name).stat().st_mtime))
        if hasattr(opened, "close"):
            opened.close()
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        if etag:
            response.set_etag(etag, weak=True)
        return response

    app.after_request(serve)
