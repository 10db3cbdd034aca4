"""A setting of the policy in words."""

from web.templatetags.wherewithal import round_pounds

UNITS = {"weeks": "week", "times": "time"}


def setting_words(name: str, value: int) -> str:
    """A setting's value with its unit: £300, 42 days, 8 weeks."""
    unit = name.rpartition("_")[2]
    if unit == "pence":
        return round_pounds(value)
    if unit == "percent":
        return f"{value} per cent"
    if unit == "minutes":
        return f"{value // 60} hours" + (f" {value % 60} minutes" if value % 60 else "")
    one = "bank day" if name.endswith("bank_days") else UNITS.get(unit, "day")
    return f"{value} {one}{'' if value == 1 else 's'}"
