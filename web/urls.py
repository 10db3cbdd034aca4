"""Where each page is, by who it is for."""

from django.urls import include, path

from web.sign_in.views import ExampleSignIn, Start

urlpatterns = [
    path("", Start.as_view(), name="start"),
    path("example/<str:token>/", ExampleSignIn.as_view(), name="example"),
    path("sign-in/", include("web.sign_in.urls")),
    path("", include("web.look.urls")),
    path("", include("web.holder.urls")),
    path("", include("web.practitioner.urls")),
    path("", include("web.budgets.urls")),
    path("", include("web.provider.urls")),
    path("", include("web.payee.urls")),
    path("work/", include("web.assistant.urls")),
    path("finance/", include("web.finance.urls")),
    path("audit/", include("web.auditor.urls")),
    path("council/", include("web.council.urls")),
]
