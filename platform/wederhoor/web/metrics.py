"""How many requests and how long they took, by the name of the view: never by address, account or organisation.

With several workers each keeps its numbers in a file of its own in the folder that `PROMETHEUS_MULTIPROC_DIR` names
before this module is loaded; whichever worker is asked adds them up.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_registry = CollectorRegistry()
_requests = Counter("wederhoor_requests", "Requests", ["endpoint", "method", "status"], registry=_registry)
_seconds = Histogram(
    "wederhoor_request_seconds",
    "Seconds a request took",
    ["endpoint"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=_registry,
)

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A number that goes up and down; `values` by its labels, as (name, value) pairs."""

    name: str
    help: str
    values: Mapping[Labels, float]


def register(app: Flask, *, uncounted: frozenset[str] = frozenset()) -> None:
    """Count every request of an application, but for those of the `uncounted` blueprints: they leave no number behind."""
    app.extensions["wederhoor_uncounted"] = uncounted
    app.before_request(_begin)
    app.after_request(_count)


def _begin() -> None:
    g.begun = time.perf_counter()


def _count(response: Response) -> Response:
    begun = g.pop("begun", None)
    if request.blueprint in current_app.extensions["wederhoor_uncounted"]:
        return response
    endpoint = request.endpoint or "none"
    method = request.method if request.method in METHODS else "other"
    _requests.labels(endpoint, method, str(response.status_code)).inc()
    if begun is not None:
        _seconds.labels(endpoint).observe(time.perf_counter() - begun)
    return response


class _Given:
    """Numbers that were looked up for this answer only."""

    def __init__(self, gauges: Iterable[Gauge]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family a gauge."""
        for gauge in self._gauges:
            names = [name for name, _ in next(iter(gauge.values), ())]
            family = GaugeMetricFamily(f"wederhoor_{gauge.name}", gauge.help, labels=names)
            for labels, value in gauge.values.items():
                family.add_metric([label for _, label in labels], value)
            yield family


def exposition(gauges: Iterable[Gauge]) -> tuple[bytes, str]:
    """Everything counted so far and these gauges, as text, with its content type."""
    counted = _registry
    if os.environ.get(FOLDER):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    given = CollectorRegistry()
    given.register(_Given(gauges))
    return generate_latest(counted) + generate_latest(given), CONTENT_TYPE_LATEST
