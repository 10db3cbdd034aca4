"""Where budget holders' pages are."""

from django.urls import include, path

from web.holder import acting, asking, home, looked

urlpatterns = [
    path("home", home.Home.as_view(), name="home"),
    path("home/<uuid:person_id>", home.Home.as_view(), name="home_of"),
    path("home/<uuid:person_id>/looked", looked.Looked.as_view(), name="looked"),
    path("ask", asking.Ask.as_view(), name="ask"),
    path("ask/<uuid:request_id>/take-back", acting.TakeBack.as_view(), name="take_back"),
    path("ask/<uuid:request_id>/where", acting.WhereToPay.as_view(), name="where_to_pay"),
    path("ask/<uuid:request_id>/helped", acting.DidItHelp.as_view(), name="did_it_help"),
    path("", include("web.holder.plan.urls")),
]
