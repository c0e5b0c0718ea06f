"""What the process did, for Prometheus: requests by route, the hot path, the renderers, the revision.

The counts are those of one worker; with several, each scrape meets one of them, and ``virtlas_worker`` says which.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from .watching import RevisionWatch, Unseen

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
# What the hot path counts, and what each count means; the rest of its statistics are states of now.
COUNTS = {
    "hits": "requests answered from what is kept",
    "misses": "requests that made an answer which may be kept",
    "passed": "requests that waited for another's answer and got none",
    "confirmed": "hits that were answered 304",
    "evictions": "kept answers that had to make room",
}
STATES = {"entries": "answers kept", "bytes": "bytes kept, about"}


class Requests:
    """Counts of what reaches Flask; what the hot path answers is counted there, without labels."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.count = Counter(
            "virtlas_requests", "requests that reached a view", ("route", "method", "status"), registry=registry
        )
        self.seconds = Histogram(
            "virtlas_request_seconds", "time in a view", ("route",), registry=registry, buckets=BUCKETS
        )
        # The series of a route are looked up once: routes, methods and statuses are few.
        self.counted, self.timed = cache(self.count.labels), cache(self.seconds.labels)

    def begin(self) -> None:
        """Note when the request came."""
        g.began = time.perf_counter()

    def end(self, response: Response) -> Response:
        """Count the answer under its route: an address would be a label without end."""
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
        self.counted(route, method, response.status_code).inc()
        self.timed(route).observe(time.perf_counter() - g.began)
        return response


class Inside(Collector):
    """The states that other parts hold, asked when somebody looks."""

    def __init__(self, app: Flask, watch: RevisionWatch) -> None:
        self.app, self.watch = app, watch

    def collect(self) -> Iterator[Metric]:
        """Yield every state."""
        hot = asdict(self.app.extensions["hot"].statistics())
        for name, meaning in COUNTS.items():
            yield CounterMetricFamily(f"virtlas_hot_{name}", meaning, hot[name])
        for name, meaning in STATES.items():
            yield GaugeMetricFamily(f"virtlas_hot_{name}", meaning, hot[name])
        pool = self.app.extensions["renderers"]
        yield GaugeMetricFamily("virtlas_renderers", "renderer processes at most", pool.size)
        yield GaugeMetricFamily("virtlas_renderer_queue", "drawings that may wait", pool.waiting)
        yield GaugeMetricFamily("virtlas_worker", "process id of this worker", os.getpid())
        try:
            yield GaugeMetricFamily("virtlas_knowledge_revision", "number of the last change", self.watch.current())
        except Unseen:
            return


def init_app(app: Flask, watch: RevisionWatch) -> None:
    """Count the requests of ``app``."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    requests = Requests(registry)
    registry.register(Inside(app, watch))
    app.extensions["metrics"] = registry
    app.before_request(requests.begin)
    app.after_request(requests.end)


def exposed(app: Flask) -> Response:
    """Return everything counted in Prometheus' text form."""
    return Response(generate_latest(app.extensions["metrics"]), content_type=CONTENT_TYPE_LATEST)
