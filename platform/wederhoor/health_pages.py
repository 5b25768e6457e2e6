"""For machines that watch over this one: is the process there, can it work, how busy is it."""

import time
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify, make_response, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from wederhoor import health
from wederhoor.web import metrics
from wederhoor.web.permissions import operator_only, public
from wederhoor.web.runtime import installation
from wederhoor.work import utc_now

bp = Blueprint("health", __name__)
READY_LASTS = 2.0  # seconds an answer is kept, so that asking often costs nothing
FAILING_LASTS = 0.3  # one that says no: whoever waits for a yes hears it at once
PLUGINS_LAST = 60.0
BEAT_LASTS, LATE_LASTS = 30.0, 5.0


@bp.get("/healthz")
@public
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def readyz() -> Response:
    """Everything it needs answers; else 503 and what does not. `?except=scheduler` leaves a check out."""
    kept: dict[str, tuple[float, Any]] = current_app.extensions.setdefault("wederhoor_kept", {})
    lasts = FAILING_LASTS if kept.get("ready", (0.0, []))[1] else READY_LASTS
    failing = _kept("ready", lasts, lambda: health.failing(installation(), utc_now()))
    wrong = [name for name in failing if name not in request.args.getlist("except")]
    said: dict[str, Any] = {"status": "not_ready", "failing": wrong} if wrong else {"status": "ok"}
    if not wrong and (
        sick := _kept("plugins", PLUGINS_LAST, lambda: health.sick_plugins(installation(), utc_now()))
    ):
        said["plugins_not_well"] = sick  # their organisations can be read; the others go on
    response = jsonify(said)
    response.status_code = 503 if wrong else 200
    return response


@bp.get("/metrics")
@operator_only
def figures() -> Response:
    """Counts and durations in Prometheus' format; nothing about anybody."""
    body, kind = metrics.exposition(_gauges())
    response = make_response(body)
    response.headers["Content-Type"] = kind
    return response


def _gauges() -> list[metrics.Gauge]:
    counted, beat_at = health.figures(installation())
    gauges = []
    if beat_at is not None:
        age = (utc_now() - beat_at).total_seconds()
        gauges.append(
            metrics.Gauge(
                name="scheduler_age_seconds", help="Seconds since the scheduler was alive", values={(): age}
            )
        )
    if counted is not None:
        states: dict[metrics.Labels, float] = {
            (("state", state),): float(n) for state, n in counted["notices"].items()
        }
        gauges.append(
            metrics.Gauge(name="notices_open", help="Notices that have not left, by state", values=states)
        )
        gauges.append(
            metrics.Gauge(
                name="clocks_overdue", help="Terms that are over", values={(): float(counted["overdue"])}
            )
        )
        stuck: dict[metrics.Labels, float] = {
            (("job", job), ("state", state)): float(n)
            for job, states in counted.get("setbacks", {}).items()
            for state, n in states.items()
        }
        if stuck:
            gauges.append(
                metrics.Gauge(name="setbacks", help="Rows and jobs that failed, by job", values=stuck)
            )
        gauges.append(
            metrics.Gauge(
                name="organisations_read_only",
                help="Organisations that can only be read, for want of a plugin that works",
                values={(): float(counted.get("read_only", 0))},
            )
        )
        for what in ("notices", "overdue"):
            named: dict[metrics.Labels, float] = {
                (("tenant", slug),): float(n[what]) for slug, n in counted["tenants"].items()
            }
            if named:
                gauges.append(
                    metrics.Gauge(name=f"tenant_{what}", help=f"Per organisation: {what}", values=named)
                )
    return gauges


def scheduler_late() -> bool:
    """Whether the office must be told that nothing is being sent or reminded. Asked of the database now and then."""

    def look() -> bool:
        try:
            return health.is_late(health.scheduler_age(installation(), utc_now()))
        except SQLAlchemyError:
            return False  # the page itself says what is wrong

    kept: dict[str, tuple[float, Any]] = current_app.extensions.setdefault("wederhoor_kept", {})
    lasts = LATE_LASTS if kept.get("late", (0.0, True))[1] else BEAT_LASTS
    return bool(_kept("late", lasts, look))


def _kept(name: str, lasts: float, look: Any) -> Any:
    kept: dict[str, tuple[float, Any]] = current_app.extensions.setdefault("wederhoor_kept", {})
    now = time.monotonic()
    at, answer = kept.get(name, (-lasts, None))
    if now - at >= lasts or answer is None:
        answer = look()
        kept[name] = (now, answer)
    return answer


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(bp)
