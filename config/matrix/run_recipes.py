"""How operations on pay runs and on their payments are asked."""

from typing import Any, Final

from config.matrix.recipe import Recipe, Things, always, in_days
from payments.payouts.models import PayRun

SAID: Final = always({"words": "As we agreed on the phone"})


def _approval(things: Things) -> dict[str, Any]:
    run = PayRun.objects.filter(pk=things["run"]).first()
    return {"digest": run.digest if run else "0" * 64}


RUNS: Final[dict[str, Recipe]] = {
    "listPayRuns": Recipe("run", rows=True),
    "openPayRun": Recipe(body=lambda _: {"pay_on": in_days(20)}),
    "listComingPayDays": Recipe(),
    "getPayRun": Recipe("run"),
    "getPayRunProgress": Recipe("run"),
    "listRunLines": Recipe("run"),
    "listRunWaiting": Recipe("sent_run"),
    "listRunStopped": Recipe("run"),
    "listRunLeftOut": Recipe("run"),
    "approvePayRun": Recipe("run", body=_approval),
    "abandonPayRun": Recipe("run", body=SAID),
    "preparePayRunAgain": Recipe("run"),
    "followUpPayRun": Recipe("sent_run", body=lambda _: {"pay_on": in_days(7)}),
    "getRunLine": Recipe("run_line"),
    "holdRunLine": Recipe("run_line", body=SAID),
    "releaseRunLine": Recipe("held_line", body=SAID),
    "approvePayment": Recipe("kept"),
    "payAnotherWay": Recipe("came_back", body=lambda things: {"payee": str(things["payee"])}),
    "giveUpPayment": Recipe("came_back"),
}
