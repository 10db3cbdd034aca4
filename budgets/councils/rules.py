"""What a council's own colour becomes, so that everybody can read what is written in it."""

import colorsys
import re

PAPER = "#faf7f2"
CONTRAST_AIM = 7.0
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
