"""Where practitioners' and managers' pages are."""

from django.urls import path

from web.practitioner import (
    authorise,
    authorised,
    deciding,
    decisions,
    handing_over,
    people,
    pot,
    queue,
)

urlpatterns = [
    path("authorise", authorise.Authorise.as_view(), name="authorise"),
    path("authorised/<uuid:request_id>", authorised.Authorised.as_view(), name="authorised"),
    path("authorised/<uuid:request_id>/letter", handing_over.Letter.as_view(), name="letter"),
    path("authorised/<uuid:request_id>/email", handing_over.EmailLink.as_view(), name="email_link"),
    path("authorised/<uuid:request_id>/link", handing_over.NewLink.as_view(), name="new_link"),
    path("authorised/<uuid:request_id>/give-up", handing_over.GiveUp.as_view(), name="give_up"),
    path("people", people.People.as_view(), name="people"),
    path("people/<uuid:person_id>", people.OnePerson.as_view(), name="person"),
    path("decisions", decisions.Decisions.as_view(), name="decisions"),
    path("queue", queue.Queue.as_view(), name="queue"),
    path("queue/<uuid:request_id>/yes", deciding.SayYes.as_view(), name="say_yes"),
    path("queue/<uuid:request_id>/no", deciding.SayNo.as_view(), name="say_no"),
    path("queue/<uuid:request_id>/pass-on", deciding.PassOn.as_view(), name="pass_on"),
    path("pot", pot.PotPage.as_view(), name="pot"),
    path("pot/limits/<uuid:member_id>", pot.GiveDelegation.as_view(), name="delegation"),
]
