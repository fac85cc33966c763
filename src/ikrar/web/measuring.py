"""How often each kind of page was asked for, how it ended, how long it took. Counted in memory, told elsewhere.

Labels are route patterns, statuses and our own words: never an address, never a person, never many.
"""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from ikrar.web.asked import NOWHERE

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

disable_created_metrics()  # type: ignore[no-untyped-call]  # the library left this one untyped
REGISTRY = CollectorRegistry()

REQUESTS = Counter("ikrar_requests", "Requests answered by the pages", ("route", "status"), registry=REGISTRY)
LATENCY = Histogram(
    "ikrar_request_seconds", "Time to answer a request", ("route",), buckets=SECONDS, registry=REGISTRY
)
DUTY_FAULTS = Counter("ikrar_duty_faults", "Duties of the clerk that failed", ("duty",), registry=REGISTRY)


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Counts each request under its route, once it is known."""

    def handle(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = match.route if match else NOWHERE
        REQUESTS.labels(route, str(response.status_code)).inc()
        LATENCY.labels(route).observe(time.perf_counter() - began)
        return response

    return handle
