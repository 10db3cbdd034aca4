"""Where care reviews are."""

from django.urls import path

from api.reviews import due, operations

urlpatterns = [
    path("reviews", operations.Reviews.as_view()),
    path("reviews/<uuid:review_id>", operations.OneReview.as_view()),
    path("reviews-held", operations.Held.as_view()),
    path("reviews-due", due.Due.as_view()),
    path("reviews-due/calendar", due.DueCalendar.as_view()),
    path("review-bookings", operations.Bookings.as_view()),
    path("concerns", operations.Concerns.as_view()),
    path("budgets/<uuid:budget_id>/next-review", due.Next.as_view()),
    path("budgets/<uuid:budget_id>/next-review/calendar", due.NextCalendar.as_view()),
]
