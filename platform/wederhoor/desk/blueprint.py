"""Where the office's own pages live: `/<organisation>/kantoor`."""

from flask import Blueprint

bp = Blueprint("desk", __name__, url_prefix="/<organisation>/kantoor")
