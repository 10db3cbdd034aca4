"""The administrator's pages: who works here, as what, in which teams, by which policy."""

from django.urls import path

from web.council import members, policy, settings, teams

urlpatterns = [
    path("members", members.Members.as_view(), name="members"),
    path("members/add", members.LetIn.as_view(), name="let_in"),
    path("members/<uuid:member_id>", members.OneMember.as_view(), name="member"),
    path("members/<uuid:member_id>/roles", members.ChangeRoles.as_view(), name="change_roles"),
    path("members/<uuid:member_id>/teams", members.PlaceInTeams.as_view(), name="place_in_teams"),
    path("members/<uuid:member_id>/end", members.EndMember.as_view(), name="end_member"),
    path("teams", teams.Teams.as_view(), name="teams"),
    path("policy", policy.PolicySettings.as_view(), name="policy_settings"),
    path("policy/<str:name>", policy.SetPolicy.as_view(), name="set_policy"),
    path("about", settings.About.as_view(), name="council_settings"),
    path("account", settings.Account.as_view(), name="council_account"),
]
