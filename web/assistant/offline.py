"""What opens the pages without signal: the service worker, and the page that it falls back on."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

MODULES: Final = (
    "checks",
    "home",
    "ids",
    "kept",
    "london",
    "page",
    "queue",
    "rows",
    "running",
    "sending",
    "signal",
    "store",
    "sums",
    "tending",
    "typed",
    "typing",
)
FILES: Final = (
    "vendor/govuk-frontend/govuk-frontend.css",
    "web/wherewithal.css",
    "web/icon.svg",
    *(f"web/work/{name}.js" for name in MODULES),
)
WORKER: Final = "web/work/worker.js"
KEEP: Final = "X-Keep-On-Phone"
"""Says to the service worker that a phone may keep this page for when there is no signal."""


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which knows its files; another version of any of them is another one."""
    known = {
        "VERSION": version(),
        "FILES": [static(name) for name in FILES],
        "SHELL": reverse("work_offline"),
    }
    said = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    return HttpResponse(said + text_of(WORKER), content_type="text/javascript; charset=utf-8")


@cache
def version() -> str:
    """What the files are now, in a few letters."""
    whole = hashlib.sha256()
    for name in (*FILES, WORKER):
        whole.update(text_of(name).encode())
    return whole.hexdigest()[:12]


@cache
def text_of(name: str) -> str:
    """One of our own static files."""
    found = find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text()


class Offline(TemplateView):
    """What opens where a page was never kept; it knows nobody."""

    template_name = "assistant/offline.html"
