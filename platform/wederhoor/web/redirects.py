"""A redirect after a form that htmx posted: the browser goes there itself.

Otherwise the request follows it unseen, the next page arrives as a fragment in the place of the form, and a page that
puts the reading of a dossier on the record would be read twice.
"""

from flask import Flask, Response, request


def register(app: Flask) -> None:
    """Answer htmx with the address instead of the redirect."""
    app.after_request(_go_there)


def _go_there(response: Response) -> Response:
    if response.status_code != 303 or request.headers.get("HX-Request") != "true":
        return response
    response.headers["HX-Redirect"] = response.headers.pop("Location")
    response.status_code = 204
    response.set_data(b"")
    response.headers.pop("Content-Type", None)
    return response
