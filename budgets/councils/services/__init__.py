"""The verbs of a council."""

from budgets.councils.services.council import (
    describe_council,
    open_council,
    set_bank_account,
    set_policy,
)
from budgets.councils.services.forgetting import empty_old_words
from budgets.councils.services.members import (
    add_member,
    change_roles,
    end_member,
    give_delegation,
    let_in,
    place_in_team,
    place_in_teams,
)
from budgets.councils.services.roots import tell_auditors_root
from budgets.councils.services.security import count_try, forget_tries, may_try
from budgets.councils.services.sign_in import write_sign_in_mail
from budgets.councils.services.stops import tell_of_stop
from budgets.councils.services.teams import fill_pot, open_team
from budgets.councils.services.tokens import end_api_token, find_token_user, make_api_token

__all__ = [
    "add_member",
    "change_roles",
    "count_try",
    "describe_council",
    "empty_old_words",
    "end_api_token",
    "end_member",
    "fill_pot",
    "find_token_user",
    "forget_tries",
    "give_delegation",
    "let_in",
    "make_api_token",
    "may_try",
    "open_council",
    "open_team",
    "place_in_team",
    "place_in_teams",
    "set_bank_account",
    "set_policy",
    "tell_auditors_root",
    "tell_of_stop",
    "write_sign_in_mail",
]
