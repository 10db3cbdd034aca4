"""The council's colour and logo, and the pages that everybody may read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.councils.rules import accessible_accent, soft_accent
from web.doors import Page
from web.look.words import setting_words

FOR_EVER = cache_control(public=True, max_age=31_536_000, immutable=True)


@require_safe
@FOR_EVER
def accent(request: HttpRequest, code: str) -> HttpResponse:
    """A council's colour as a style sheet; its address changes when the colour does."""
    colours = {"accent": accessible_accent(code), "accent_soft": soft_accent(code)}
    return render(request, "web/accent.css", colours, content_type="text/css")


@require_safe
@cache_control(public=True, max_age=3600)
def logo(request: HttpRequest, code: str) -> HttpResponse:
    """A council's logo, a PNG that was made again when it was taken in."""
    image = councils.find_logo(code)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/png")


class Accessibility(TemplateView):
    """How easy these pages are to use, and what to do when one is not."""

    template_name = "web/look/accessibility.html"


class Privacy(TemplateView):
    """What is kept about somebody, why, and for how long."""

    template_name = "web/look/privacy.html"


class PolicyInWords(Page):
    """The council's policy today, in plain words."""

    action = Action.POLICY_READ
    template_name = "web/look/policy.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show each setting as its sentence."""
        policy = councils.policy_on(self.viewer.book_id, timezone.localdate(self.now))
        return self.page(settings=[(w, setting_words(name, v)) for name, v, w in policy.in_words()])
