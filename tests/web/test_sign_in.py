"""Signing in by a code, by a password, by an example link; and what is refused."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import signing
from django.test import Client
from django.urls import reverse

from budgets.councils.models import Member, User
from budgets.councils.rules import judge_sign_in
from budgets.councils.services import add_member
from budgets.councils.values import Role, SignIn
from payments.outside.models import Message
from tests.factories import NOW, CouncilFactory
from tests.web.pages import browser, newest_mail
from web.sign_in.adapter import CouncilSignInAdapter
from web.sign_in.example import example_link

ASK = "/sign-in/login/code/"
CONFIRM = "/sign-in/login/code/confirm/"


def ask(client, email):
    return client.post(ASK, {"email": email})


def code_in_mail():
    return re.search(r"\b[0-9]{6}\b", newest_mail()[2])[0]


@pytest.fixture
def holder(world):
    return world.holder(world.daniel)


def test_a_code_by_email_signs_a_holder_in(client, holder):
    assert ask(client, holder.user.email).headers["Location"] == CONFIRM
    address, subject, words = newest_mail()
    assert (address, subject) == (holder.user.email, "Your code to sign in")
    assert "15 minutes" in words
    answer = client.post(CONFIRM, {"code": code_in_mail()})
    assert answer.headers["Location"] == "/"
    assert client.get(reverse("policy")).status_code == 200


def test_the_address_is_found_whatever_its_case(client, holder):
    ask(client, holder.user.email.upper())
    assert client.post(CONFIRM, {"code": code_in_mail()}).headers["Location"] == "/"


def test_where_somebody_wanted_to_go_is_kept(client, holder):
    page = client.get("/policy?a=1", follow=True)
    assert page.redirect_chain[0][0] == "/sign-in/?next=%2Fpolicy%3Fa%3D1"
    client.post(f"{ASK}?next=/policy", {"email": holder.user.email, "next": "/policy"})
    answer = client.post(CONFIRM, {"code": code_in_mail(), "next": "/policy"})
    assert answer.headers["Location"] == "/policy"


def test_nobody_is_led_to_another_site(client, holder):
    ask(client, holder.user.email)
    answer = client.post(CONFIRM, {"code": code_in_mail(), "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, world, holder):
    pages = []
    for email in (holder.user.email, "nobody.here@home.example"):
        own = Client()
        first = ask(own, email)
        page = own.get(CONFIRM).content.decode().replace(email, "")
        pages.append((first.status_code, first.headers["Location"], without_token(page)))
    assert pages[0] == pages[1]
    assert Message.objects.count() == 1


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_wrong_code_is_counted_and_the_sixth_guess_is_not_looked_at(client, holder):
    ask(client, holder.user.email)
    right = code_in_mail()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(4):
        assert "That is not the code" in client.post(CONFIRM, {"code": wrong}).content.decode()
    assert client.post(CONFIRM, {"code": wrong}).status_code == 302
    client.post(CONFIRM, {"code": right})
    assert client.get("/policy").status_code == 302


def test_an_old_session_does_not_give_a_code_more_tries(client, holder):
    ask(client, holder.user.email)
    right = code_in_mail()
    wrong = "000000" if right != "000000" else "111111"
    kept = dict(client.session.items())
    for _ in range(5):
        client.post(CONFIRM, {"code": wrong})
        session = client.session
        session.update(kept)
        session.save()
    answer = client.post(CONFIRM, {"code": right}).content.decode()
    assert "That was tried too often" in answer
    assert client.get("/policy").status_code == 302


def test_the_code_may_be_sent_again(client, holder):
    ask(client, holder.user.email)
    client.post(CONFIRM, {"action": "resend"})
    assert Message.objects.count() == 2
    assert client.post(CONFIRM, {"code": code_in_mail()}).headers["Location"] == "/"


def test_asking_again_and_again_is_stopped_for_a_while(client, holder):
    answers = [ask(client, holder.user.email).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert "Wait a little" in ask(client, holder.user.email).content.decode()
    assert ask(Client(REMOTE_ADDR="198.51.100.7"), holder.user.email).status_code == 302


def test_a_forged_forwarded_address_gives_no_fresh_tries(client, holder):
    answers = [
        client.post(
            ASK, {"email": holder.user.email}, headers={"X-Forwarded-For": f"203.0.113.{n}"}
        ).status_code
        for n in range(6)
    ]
    assert answers[-1] == 429


def test_behind_a_proxy_the_address_it_wrote_counts(client, holder, settings):
    settings.PROXIES = 1
    answers = [
        client.post(
            ASK, {"email": holder.user.email}, headers={"X-Forwarded-For": f"6.6.6.{n}, 192.0.2.9"}
        ).status_code
        for n in range(6)
    ]
    assert answers[-1] == 429


def test_a_deactivated_user_gets_no_code_and_their_session_ends(client, holder):
    signed_in = browser(holder)
    assert signed_in.get("/policy").status_code == 200
    User.objects.filter(pk=holder.user_id).update(is_active=False)
    assert signed_in.get("/policy").status_code == 302
    ask(client, holder.user.email)
    assert Message.objects.count() == 0


def test_somebody_deactivated_after_the_code_was_sent_stays_outside(client, holder):
    ask(client, holder.user.email)
    User.objects.filter(pk=holder.user_id).update(is_active=False)
    client.post(CONFIRM, {"code": code_in_mail()})
    assert client.get("/policy").status_code == 302


def test_somebody_of_no_council_is_told_so(client, holder):
    Member.objects.filter(pk=holder.pk).update(ended_at=NOW)
    page = browser(holder).get("/policy")
    assert page.status_code == 403
    assert "No council here knows you" in page.content.decode()


def test_nobody_signs_up_or_changes_an_address(client, holder):
    for path in ("/sign-in/signup/", "/sign-in/email/", "/sign-in/3rdparty/"):
        assert client.get(path).status_code == 404
        assert browser(holder).get(path).status_code == 404


@pytest.mark.parametrize(
    ("roles", "methods", "by_code", "said"),
    [
        ({"holder"}, ["code"], False, SignIn.ENOUGH),
        ({"practitioner"}, ["code"], True, SignIn.ENOUGH),
        ({"practitioner"}, ["code"], False, SignIn.NOT_BY_CODE),
        ({"holder", "auditor"}, ["code"], False, SignIn.NOT_BY_CODE),
        ({"finance"}, ["password"], False, SignIn.ADD_SECOND_FACTOR),
        ({"finance"}, ["password"], True, SignIn.ADD_SECOND_FACTOR),
        ({"finance"}, ["password", "mfa"], False, SignIn.ENOUGH),
        ({"manager"}, ["socialaccount"], False, SignIn.ENOUGH),
        ({"manager"}, [], False, SignIn.NOT_BY_CODE),
        ({"provider"}, ["code"], False, SignIn.ENOUGH),
    ],
)
def test_how_well_somebody_must_sign_in(roles, methods, by_code, said):
    assert judge_sign_in(roles=roles, methods=methods, staff_by_code=by_code) == said


def test_staff_get_no_code_where_that_is_not_allowed(client, world, settings):
    settings.STAFF_SIGN_IN_BY_CODE = False
    ask(client, world.finance.user.email)
    assert "You work for the council" in newest_mail()[2]
    assert not re.search(r"\b[0-9]{6}\b", newest_mail()[2])


def test_a_staff_session_by_code_is_led_to_a_better_way(world, settings):
    settings.STAFF_SIGN_IN_BY_CODE = False
    answer = browser(world.finance).get("/policy")
    assert answer.headers["Location"] == reverse("staff_way")
    assert browser(world.holder(world.daniel)).get("/policy").status_code == 200


def test_a_password_needs_a_second_factor_and_then_lets_in(client, world):
    user = world.finance.user
    user.set_password("three loud herons sing")
    user.save()
    typed = {"login": user.email, "password": "three loud herons sing"}
    assert client.post(reverse("account_login"), typed).headers["Location"] == "/"
    answer = client.get("/policy")
    assert answer.headers["Location"] == reverse("mfa_activate_totp")
    again = client.get(answer.headers["Location"]).headers["Location"]
    client.post(again, {"password": typed["password"]})
    page = client.get(answer.headers["Location"])
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of_now(secret)})
    assert client.get("/policy").status_code == 200

    again = Client()
    assert again.post(reverse("account_login"), typed).headers["Location"] == reverse(
        "mfa_authenticate"
    )
    assert again.get("/policy").status_code == 302


def code_of_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_wrong_password_is_stopped_after_ten_tries(client, world):
    typed = {"login": world.finance.user.email, "password": "wrong"}
    answers = [client.post(reverse("account_login"), typed).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_a_forgotten_password_is_written_to_the_known_alone(client, world):
    for email in (world.finance.user.email, "nobody.here@home.example"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert Message.objects.count() == 1
    assert "/sign-in/password/reset/key/" in newest_mail()[2]


def test_an_example_link_signs_in(client, world):
    link = example_link(world.manager.user)
    assert client.get(link.partition("8000")[2]).headers["Location"] == "/"
    assert client.get("/policy").status_code == 200


def test_an_example_link_is_nothing_where_there_is_no_example(client, world, settings):
    link = example_link(world.manager.user).partition("8000")[2]
    settings.EXAMPLE = False
    assert client.get(link).status_code == 404
    settings.EXAMPLE = True
    assert client.get(link[:-3] + "xx/").status_code == 404
    assert client.get(f"/example/{signing.dumps(str(world.manager.user_id))}/").status_code == 404
    User.objects.update(is_active=False)
    assert client.get(link).status_code == 404


def test_an_example_link_is_good_for_seven_days(client, world, time_machine):
    time_machine.move_to(NOW)
    link = example_link(world.manager.user).partition("8000")[2]
    time_machine.shift(7 * 24 * 3600 + 1)
    assert client.get(link).status_code == 404


def test_somebody_of_two_councils_acts_in_one_at_a_time(world, caplog):
    user = world.finance.user
    other = CouncilFactory(name="Other Council")
    add_member(
        book_id=other.book_id,
        email=user.email,
        full_name=user.full_name,
        roles=[Role.AUDITOR],
        now=NOW,
    )
    client = browser(world.finance)
    page = client.get("/policy").content.decode()
    assert world.council.name in page
    assert "Act for another council" in page
    assert "Other Council" in client.get(reverse("choose_council")).content.decode()
    assert client.post(reverse("choose_council"), {"book": "nowhere"}).status_code == 404
    client.post(reverse("choose_council"), {"book": str(other.book_id)})
    assert "Other Council" in client.get("/policy").content.decode()


def test_signing_out_is_a_button(world):
    client = browser(world.finance)
    assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert client.get("/policy").status_code == 302


def test_a_form_from_elsewhere_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    assert client.post(ASK, {"email": world.finance.user.email}).status_code == 403


def test_the_councils_own_sign_in_vouches_for_its_own_addresses_alone(settings):
    settings.OIDC_DOMAINS = ["elmshire.gov.uk"]
    vouches = CouncilSignInAdapter().can_authenticate_by_email
    assert vouches(None, "ama@Elmshire.gov.uk")
    assert not vouches(None, "ama@other.gov.uk")
    assert not vouches(None, "ama@evil-elmshire.gov.uk")
    assert not vouches(None, "elmshire.gov.uk")
