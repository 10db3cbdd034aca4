"""The example council: everything in it happened through the verbs."""

import pytest

from budgets.caseload.services import open_example
from budgets.caseload.values.example import PEOPLE
from budgets.councils.models import Member
from budgets.people.models import Person
from budgets.recovery import selectors
from budgets.recovery.models import HelpAnswer, RecoveryRequest
from budgets.recovery.values import Progress
from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from tests.factories import NOW


@pytest.mark.django_db
def test_the_example_looks_alive_and_its_books_balance() -> None:
    council = open_example(now=NOW)
    assert open_example(now=NOW) == council
    assert Person.objects.count() == sum(map(len, PEOPLE.values())) == 40
    assert Member.objects.filter(roles__role="manager").count() == 3
    seen = {selectors.progress(request) for request in RecoveryRequest.objects.all()}
    assert seen == set(Progress) - {Progress.ON_ITS_WAY}
    assert HelpAnswer.objects.count() > 20
    for clearing in Account.objects.filter(kind="clearing"):
        assert clearing.balance_pence == 0
    assert list(find_discrepancies()) == []
