"""Decisions of a council from values alone: a colour everybody can read, a sign-in good enough."""

import colorsys
import ipaddress
import re
from collections.abc import Collection
from datetime import date, timedelta

from budgets.councils.errors import SettingAbsurd
from budgets.councils.values import STAFF, SignIn

PAPER = "#faf7f2"
CONTRAST_AIM = 7.0
APRIL = 4
MOST_OF = {"days": 3_660, "weeks": 520, "pence": 1_000_000_00}
SOFT_SHARE = 0.12
LINEAR_BELOW = 0.04045
COLOUR = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
Channels = tuple[float, float, float]


def accessible_accent(colour: str) -> str:
    """
    Darken a colour, keeping its hue, until text in it on our paper has a contrast of 7.

    That is above the 4.5 that WCAG 2.2 AA asks for. White has more contrast with the answer than
    paper, being lighter, so white words on a button of that colour are readable too. A colour
    that is dark enough comes back as it is.

    :raises ValueError: `colour` is not six hexadecimal digits, with or without a `#`
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    accent = _written(_channels(colour))
    while _contrast(accent, PAPER) < CONTRAST_AIM:
        lightness -= 1 / 512
        accent = _written(colorsys.hls_to_rgb(hue, lightness, saturation))
    return accent


def soft_accent(colour: str) -> str:
    """
    Mix 12 % of a colour into white: the rest of a bar, or the option that is chosen.

    :raises ValueError: `colour` is not six hexadecimal digits, with or without a `#`
    """
    red, green, blue = (1 - (1 - channel) * SOFT_SHARE for channel in _channels(colour))
    return _written((red, green, blue))


def _channels(colour: str) -> Channels:
    read = COLOUR.fullmatch(colour)
    if read is None:
        raise ValueError("Write the colour as six digits, like #17595a.")
    red, green, blue = (int(pair, 16) / 255 for pair in read.groups())
    return red, green, blue


def _written(channels: Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def judge_sign_in(
    *, roles: Collection[str], methods: Collection[str], staff_by_code: bool
) -> SignIn:
    """
    Say whether somebody signed in well enough for what they are.

    People who draw on support need a code by e-mail and nothing else. Who works for the council
    comes by its own sign-in, or by a password and a second factor; by a code alone only where
    that was allowed.

    :param methods: how this session signed in: password, mfa, socialaccount, code
    """
    if not STAFF.intersection(roles) or {"mfa", "socialaccount"}.intersection(methods):
        return SignIn.ENOUGH
    if "password" in methods:
        return SignIn.ADD_SECOND_FACTOR
    return SignIn.ENOUGH if staff_by_code else SignIn.NOT_BY_CODE


def main_role(roles: Collection[str]) -> str:
    """The one word for what somebody is, where only one fits."""
    order = ("auditor", "finance", "manager", "practitioner", "administrator", "provider")
    return next((role for role in order if role in roles), "holder")


def check_setting(name: str, value: int) -> None:
    """
    Refuse a setting that no council can mean: no calendar has a day so late.

    :raises SettingAbsurd: days or weeks beyond ten years, or pence beyond a million pounds
    """
    unit = name.rpartition("_")[2]
    if not 0 <= value <= MOST_OF.get(unit, MOST_OF["days"]):
        raise SettingAbsurd


def network_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the network that one IPv6 client has."""
    try:
        prefix = 64 if ":" in address else 32
        return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False).network_address)
    except ValueError:
        return address


def financial_year(day: date) -> tuple[date, date]:
    """The first and last day of the council's year that a day is in: 1 April to 31 March."""
    starts = day.year if day.month >= APRIL else day.year - 1
    return date(starts, APRIL, 1), date(starts + 1, APRIL, 1) - timedelta(days=1)
