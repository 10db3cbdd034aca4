"""Where money in hand is, and what was asked back of it."""

from django.urls import path

from api.repayments import operations as repayments
from api.repayments import returns
from api.surplus import operations, ring_fences

RING_FENCE = "ring-fences/<uuid:ring_fence_id>"
TALK = "surplus-talks/<uuid:talk_id>"
REQUEST = "repayment-requests/<uuid:request_id>"
RETURN = "money-returns/<uuid:return_id>"

urlpatterns = [
    path("budgets/<uuid:budget_id>/surplus", operations.OfBudget.as_view()),
    path("surpluses", operations.Above.as_view()),
    path("ring-fences", ring_fences.RingFences.as_view()),
    path(RING_FENCE, ring_fences.OneRingFence.as_view()),
    path(f"{RING_FENCE}/release", ring_fences.Release.as_view()),
    path("surplus-talks", operations.Talks.as_view()),
    path(TALK, operations.OneTalk.as_view()),
    path(f"{TALK}/close", operations.Close.as_view()),
    path("repayment-requests", repayments.Requests.as_view()),
    path(REQUEST, repayments.OneRequest.as_view()),
    path(f"{REQUEST}/reply", repayments.Reply.as_view()),
    path(f"{REQUEST}/withdraw", repayments.Withdraw.as_view()),
    path("money-returns", returns.Returns.as_view()),
    path(RETURN, returns.OneReturn.as_view()),
    path(f"{RETURN}/arrived", returns.Arrived.as_view()),
]
