"""
What all doors share: one transaction for each page, and a refusal that comes back to it.

Who comes in is asked by the door itself, in `open_door`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views import View

from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import Viewer


class Door(View):
    """A page behind a door: nothing is shown or done before `open_door` has said who it is."""

    template_name: ClassVar[str]
    viewer: Viewer
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask who it is; then show or do, in one transaction."""
        self.now = timezone.now()  # noqa: TID251  the door's own clock
        instead = self.open_door(request, **kwargs)
        if instead is not None:
            return instead
        response = self._through_the_door(request, *args, **kwargs)
        self.close_door()
        return response

    def open_door(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase | None:
        """Set who is looking, or say where to go instead."""
        raise NotImplementedError

    def find(self) -> None:
        """
        Find what the page is about, in its transaction.

        :raises Http404: the viewer may see no such thing
        """

    def close_door(self) -> None:
        """Do what comes after the page, in a transaction of its own."""

    def _through_the_door(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self._shown(self._found, request, *args, **kwargs)
        try:
            with acting_for(self.viewer):
                return self._found(request, *args, **kwargs)
        except Refusal as refusal:
            return self._shown(self.refused, refusal, *args, **kwargs)

    def _found(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find()
        return super().dispatch(request, *args, **kwargs)

    def _shown(self, show: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with acting_for(self.viewer, read_only=True):
            response: HttpResponseBase = show(*args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        return response

    def page(self, status: int = 200, **context: Any) -> TemplateResponse:
        """This page's template with what it shows."""
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the refusal's sentence; a page with a form shows it beside what was typed."""
        return TemplateResponse(self.request, "web/refused.html", {"refusal": refusal}, status=409)


class WithForm(Door):
    """
    A page with one form: shown, then done by one verb, or shown again with what was typed.

    :ivar form_class: the form; `form_options` adds what it needs to know
    :ivar fields_of: which refusals belong beside which field; any other stands above the form
    """

    form_class: ClassVar[type[Form]]
    fields_of: ClassVar[Mapping[type[Refusal], str]] = {}

    def form_options(self) -> dict[str, Any]:
        """What the form is built with, besides what was typed."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self.form_class(**self.form_options()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it when the form is right, and show the form again when it is not."""
        self.form = self.form_class(request.POST, request.FILES, **self.form_options())
        if not self.form.is_valid():
            shown = self.show(self.form, status=422)
            return shown.render() if isinstance(shown, TemplateResponse) else shown
        return self.act(self.form)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form again, with the refusal's sentence and what was typed."""
        field = self.fields_of.get(type(refusal))
        known = field if field in self.form.fields else None
        self.form.add_error(known, refusal.sentence)
        return self.show(self.form, status=409)

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page around the form."""
        return self.page(status=status, form=form)

    def act(self, form: Form) -> HttpResponse:
        """Do the one thing that this page is for."""
        raise NotImplementedError
