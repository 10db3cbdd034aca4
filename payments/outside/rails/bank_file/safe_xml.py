"""XML from outside, parsed within bounds: no document type, no entities, no endless nesting."""

import io
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from payments.outside.rails.bank_file.errors import UnreadableAnswer

DEEPEST = 32
MOST_ELEMENTS = 1_000_000


def parse_safely(data: bytes) -> Element:
    """
    Parse a document into its root element.

    :raises UnreadableAnswer: it is not well formed, or has what a bank's report never has
    """
    try:
        return _parse_within_bounds(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableAnswer("This file is not XML that can be read safely.") from error


def _parse_within_bounds(data: bytes) -> Element:
    events = ElementTree.iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True)
    root: Element
    _, root = next(events)
    depth, elements = 1, 1
    for event, _ in events:
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            raise UnreadableAnswer("This file is deeper or longer than any answer of a bank.")
    return root
