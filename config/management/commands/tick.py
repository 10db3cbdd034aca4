"""Hands over the jobs that are due, for cron or a systemd timer; the worker does them."""

from typing import Any

from django.core.management.base import BaseCommand

from config.tasks import hand_over_due
from payments.outside.tasks import clock


class Command(BaseCommand):
    """Take each due slot once, whoever asks first."""

    help = "Hand the jobs that are due to the worker. `work` does so by itself."

    def handle(self, *_: Any, **options: Any) -> None:
        """Take what is due and say how much it was."""
        taken = hand_over_due(clock())
        if options["verbosity"]:
            self.stdout.write(f"{taken} jobs were due.")
