"""A setting of the policy in words."""

from web.templatetags.wherewithal import round_pounds


def setting_words(name: str, value: int) -> str:
    """A setting's value with its unit: £300, 42 days, 8 weeks."""
    unit = name.rpartition("_")[2]
    if unit == "pence":
        return round_pounds(value)
    one = "week" if unit == "weeks" else "bank day" if name.endswith("bank_days") else "day"
    return f"{value} {one}{'' if value == 1 else 's'}"
