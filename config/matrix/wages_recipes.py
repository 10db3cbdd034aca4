"""How operations on pay, time off and bills are asked."""

from typing import Any, Final
from uuid import uuid4

from config.matrix.recipe import Recipe, Things, always, in_days

FIGURES = (
    b"pay_ref,net_pay,tax,employee_ni,employer_ni,employee_pension,employer_pension\r\n"
    b"nobody,1.00,0.00,0.00,0.00,0.00,0.00\r\n"
)


def _day(_: Things) -> dict[str, Any]:
    return {"day": in_days(-28)}


def _holiday(_: Things) -> dict[str, Any]:
    return {"first_on": in_days(-3), "last_on": in_days(-3), "minutes": 60}


def _sick(_: Things) -> dict[str, Any]:
    return {"first_on": in_days(-3), "last_on": in_days(-3), "weekdays": [*range(7)]}


def _bill(things: Things) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "engagement": str(things["helping"]),
        "amount": "84.00",
        "words": "6 hours",
    }


WAGES: Final[dict[str, Recipe]] = {
    "listPays": Recipe("wages", rows=True),
    "getPay": Recipe("wages"),
    "closePays": Recipe(),
    "closePay": Recipe("engagement", body=_day),
    "sayWagesPaid": Recipe("wages"),
    "exportPayroll": Recipe(),
    "importPayroll": Recipe(body=always(FIGURES), media="text/csv"),
    "recordHoliday": Recipe("engagement", body=_holiday),
    "recordSickness": Recipe("engagement", body=_sick),
    "decideShiftPay": Recipe(
        "odd_shift", body=always({"pays": True, "words": "She sat with him."})
    ),
    "listInvoices": Recipe("invoice", rows=True),
    "sendInvoice": Recipe("helping", body=_bill),
    "agreeInvoice": Recipe("invoice"),
    "refuseInvoice": Recipe("invoice", body=always({"words": "It was 5 hours."})),
}
"""For each operation, what it is asked about and with which body. None may be missing."""
