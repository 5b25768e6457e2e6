"""Shows every template with its sample, under the real content policy. Never shipped.

Start with: python -m tests.e2e.preview [port]
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, request
from jinja2 import StrictUndefined
from jinja2_fragments.flask import render_block
from markupsafe import escape
from tests.e2e.samples import PAGES, dress, surroundings
from werkzeug.serving import make_server

from wederhoor.organisation import build_organisation
from wederhoor.resources import resource_dir
from wederhoor.web.brand import style_of

STATIC = Path(__file__).parents[2] / "platform/wederhoor/web/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app() -> Flask:
    app = Flask(__name__, template_folder=str(resource_dir("templates")), static_folder=str(STATIC))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 600  # a browser asks for a style sheet once
    app.jinja_env.undefined = StrictUndefined
    dress(app.jinja_env)

    @app.get("/")
    def index() -> str:
        links = [
            f'<li><a href="/{name}?variant={v}">{escape(name)} {escape(v)}</a>'
            for name, vs in PAGES.items()
            for v in vs
        ]
        return "<!doctype html><title>Sjablonen</title><ul>" + "".join(links)

    @app.get("/merk/<name>.css")
    def brand(name: str) -> Any:
        palette = build_organisation(name, on=date(2026, 11, 22)).profile.palette
        return style_of(palette), 200, {"Content-Type": "text/css"}

    @app.route("/<path:name>", methods=["GET", "POST"])
    def page(name: str) -> Any:
        if name not in PAGES:
            return "", 404
        variants = PAGES[name]
        variant = request.args.get("variant", "")
        status = 200
        if request.method == "POST":
            variant, status = next((v for v in variants if v.endswith("fout")), ""), 422
        context = (
            surroundings(name, request.args.get("brand", "lumens"), "demo" in request.args)
            | variants[variant]()
        )
        if request.headers.get("HX-Request"):
            blocks = app.jinja_env.get_template(name).blocks
            return render_block(name, "form" if "form" in blocks else "rows", **context), status
        return app.jinja_env.get_template(name).render(context), status

    @app.after_request
    def policy(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return app


@contextmanager
def preview() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    create_app().run(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8765, threaded=True)
