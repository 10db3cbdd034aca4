"""Days as they stand in addresses: 2026-11-30."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """A day, year first; nothing else is one."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Read it; what no calendar has leads nowhere."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Write it, year first."""
        return value.isoformat()


register_converter(DayConverter, "day")
