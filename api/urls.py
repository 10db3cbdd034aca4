"""Where each resource is."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from api.accounts import operations as accounts
from api.bank_files import operations as bank_files
from api.errors import nothing_here
from api.members import operations as members
from api.payees import operations as payees
from api.payments import operations as payments
from api.payments import remedies
from api.people import operations as people
from api.policy import operations as policy
from api.recovery import afterwards, steps
from api.recovery import operations as recovery
from api.session import operations as session
from api.teams import operations as teams

REQUEST = "recovery-requests/<uuid:request_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("session", session.Session.as_view()),
    path("tokens", session.Tokens.as_view()),
    path("tokens/<uuid:token_id>", session.OneToken.as_view()),
    path("people", people.People.as_view()),
    path("people/<uuid:person_id>", people.OnePerson.as_view()),
    path("people/<uuid:person_id>/reads", people.Reads.as_view()),
    path("", include("api.budgets.urls")),
    path("", include("api.instalments.urls")),
    path("", include("api.pay_runs.urls")),
    path("", include("api.contributions.urls")),
    path("", include("api.surplus.urls")),
    path("", include("api.endings.urls")),
    path("", include("api.reviews.urls")),
    path("", include("api.uplifts.urls")),
    path("", include("api.sharing.urls")),
    path("", include("api.pay.urls")),
    path("", include("api.engagements.urls")),
    path("", include("api.shifts.urls")),
    path("", include("api.lines.urls")),
    path("recovery-requests", recovery.Requests.as_view()),
    path("recovery-budgets", recovery.Grants.as_view()),
    path(REQUEST, recovery.OneRequest.as_view()),
    path(f"{REQUEST}/authorise", steps.Authorise.as_view()),
    path(f"{REQUEST}/pass-to-manager", steps.PassOn.as_view()),
    path(f"{REQUEST}/refuse", steps.Refuse.as_view()),
    path(f"{REQUEST}/withdraw", steps.Withdraw.as_view()),
    path(f"{REQUEST}/cancel", afterwards.Cancel.as_view()),
    path(f"{REQUEST}/hand-over-link", afterwards.HandOver.as_view()),
    path(f"{REQUEST}/did-it-help", afterwards.Helped.as_view()),
    path("teams", teams.Teams.as_view()),
    path("teams/<uuid:team_id>", teams.OneTeam.as_view()),
    path("teams/<uuid:team_id>/fillings", teams.Fillings.as_view()),
    path("members", members.Members.as_view()),
    path("delegations", members.Delegations.as_view()),
    path("policy", policy.PolicyDoor.as_view()),
    path("policy/settings", policy.Settings.as_view()),
    path("payees", payees.Payees.as_view()),
    path("payees/<uuid:payee_id>", payees.OnePayee.as_view()),
    path("payees/<uuid:payee_id>/decision", payees.Decision.as_view()),
    path("payments", payments.Payments.as_view()),
    path("payments/<uuid:payment_id>", payments.OnePayment.as_view()),
    path("payments/<uuid:payment_id>/approve", remedies.Approve.as_view()),
    path("payments/<uuid:payment_id>/pay-anew", remedies.PayAnew.as_view()),
    path("payments/<uuid:payment_id>/pay-another-way", remedies.PayAnotherWay.as_view()),
    path("payments/<uuid:payment_id>/give-up", remedies.GiveUp.as_view()),
    path("bank-files", bank_files.BankFiles.as_view()),
    path("bank-files/answers", bank_files.Answers.as_view()),
    path("bank-files/<uuid:file_id>", bank_files.OneBankFile.as_view()),
    path("bank-files/<uuid:file_id>/pain001", bank_files.Pain001.as_view()),
    path("bank-files/<uuid:file_id>/csv", bank_files.Table.as_view()),
    path("accounts", accounts.Accounts.as_view()),
    path("accounts/<uuid:account_id>", accounts.OneAccount.as_view()),
    path("accounts/<uuid:account_id>/statement", accounts.Statement.as_view()),
    path("accounts/<uuid:account_id>/balance", accounts.Balance.as_view()),
    path(
        "accounts/<uuid:account_id>/transfers/<uuid:transfer_id>/proof",
        accounts.MovementProof.as_view(),
    ),
    re_path(r"^", nothing_here),
]
