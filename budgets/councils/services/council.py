"""Opening a council and setting its policy."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.errors import CodeTaken, ColourWrong, SettingUnknown
from budgets.councils.models import Council, PolicySetting
from budgets.councils.rules import accessible_accent, check_setting
from budgets.councils.selectors import find_book
from budgets.councils.values import Policy
from ledgers.services import open_book
from payments.outside.encryption import seal
from payments.outside.values import Rail
from payments.payouts.rules import read_bank_details
from payments.payouts.services import set_payout_settings


def open_council(
    *,
    code: str,
    name: str,
    now: datetime,
    rail: Rail = Rail.BANK_FILE,
    colour: str = "#17595a",
    phone: str = "",
    book_id: UUID | None = None,
) -> Council:
    """
    Open a council with its book, the default policy and a rail for its payments.

    :param book_id: the book's id, where the door has opened it before it was there
    :raises CodeTaken: another council has this code
    """
    with transaction.atomic():
        if find_book(code):
            raise CodeTaken
        book = open_book(now=now, rails=tuple(Rail), book_id=book_id)
        council = Council.objects.create(
            book=book, code=code, name=name, colour=accessible_accent(colour), phone=phone
        )
        policy = Policy()
        set_payout_settings(
            book_id=book.id,
            rail=rail,
            care_days=policy.payee_care_days,
            paid_after_bank_days=policy.paid_after_bank_days,
            starts_on=now.date(),
            now=now,
        )
    return council


def set_policy(
    *, book_id: UUID, name: str, value: int, starts_on: date, by: UUID, now: datetime
) -> PolicySetting:
    """
    Set one setting from a day on, and tell payouts what they need of it.

    :raises SettingUnknown: the policy has no setting of this name
    :raises SettingAbsurd: the value is beyond what anybody can mean
    """
    if name not in Policy.names():
        raise SettingUnknown
    check_setting(name, value)
    with transaction.atomic():
        setting = PolicySetting.objects.create(
            book_id=book_id, name=name, value=value, starts_on=starts_on, set_by=by, set_at=now
        )
        if name == "payee_care_days":
            set_payout_settings(book_id=book_id, starts_on=starts_on, now=now, care_days=value)
        if name == "paid_after_bank_days":
            set_payout_settings(
                book_id=book_id, starts_on=starts_on, now=now, paid_after_bank_days=value
            )
    return setting


def describe_council(
    *, council: Council, name: str, colour: str, phone: str, phone_hours: str
) -> Council:
    """
    Say how a council shows itself. The colour is darkened until everybody can read what is in it.

    :raises ColourWrong: it is not six hexadecimal digits
    """
    try:
        council.colour = accessible_accent(colour)
    except ValueError as error:
        raise ColourWrong from error
    council.name, council.phone, council.phone_hours = name, phone, phone_hours
    council.save(update_fields=["name", "colour", "phone", "phone_hours"])
    return council


def set_bank_account(
    *, council: Council, name: str, sort_code: str, account_number: str
) -> Council:
    """
    Say which account the council pays from; the number is kept encrypted.

    :raises SortCodeWrong: not six digits
    :raises AccountNumberWrong: not eight digits
    :raises AccountNameWrong: empty, too long, or in letters that the bank can't hold
    """
    details = read_bank_details(
        sort_code=sort_code, account_number=account_number, account_name=name
    )
    council.bank_name = details.account_name
    council.bank_details = seal(json.dumps([details.sort_code, details.account_number]))
    council.save(update_fields=["bank_name", "bank_details"])
    return council
