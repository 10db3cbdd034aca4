"""A phone in somebody's hand: what they see, and what it costs to show it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, Response, expect

from budgets.councils.models import User
from web.sign_in.example import example_link

AXE = Path(__file__).with_name("axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Phone:
    """
    One browser tab, with what it loaded for the page that is open.

    :ivar looked: the name of each page and state that was looked at, for the figures
    """

    page: Page
    site: str
    looked: dict[str, dict[str, Any]] = field(default_factory=dict)
    loaded: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.problems: list[str] = []
        self.page.set_default_timeout(10_000)
        self.page.on("request", self._left)
        self.page.on("response", self._loaded)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._heard)

    def _left(self, request: Request) -> None:
        """Another page is asked for: what it loads is counted from nothing."""
        if request.is_navigation_request():
            self.loaded.clear()

    def _loaded(self, response: Response) -> None:
        self.loaded.append(response)

    def _heard(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.problems.append(message.text)

    def sign_in(self, user: User) -> "Phone":
        """Open the example's link of this user."""
        self.page.goto(example_link(user))
        expect(self.page.get_by_role("link", name="Sign out")).to_be_visible()
        return self

    def open(self, address: str) -> "Phone":
        """Open a page of the site."""
        self.page.goto(address if address.startswith("http") else self.site + address)
        return self

    def look(self, name: str) -> "Phone":
        """Nothing scrolls sideways, axe finds nothing, nothing breaks; the cost is kept."""
        self.page.wait_for_load_state()  # a page without its style is as wide as it likes
        assert self.sideways() <= 0, f"{name} scrolls sideways by {self.sideways()} px"
        found = self._axe()
        assert not found, f"{name}: {found}"
        assert not self.problems, f"{name}: {self.problems}"
        self.looked[name] = {"requests": len(self.loaded), "bytes": self.weight()}
        return self

    def weight(self) -> int:
        """Bytes of everything that the open page loaded, as they came."""
        return sum(int(one.headers.get("content-length", 0)) for one in self.loaded)

    def sideways(self) -> int:
        """How many pixels are cut off on the right."""
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(wide))

    def _axe(self) -> list[str]:
        self.page.evaluate(AXE)
        found = self.page.evaluate("rules => axe.run(document, rules)", RULES)
        return [
            f"{one['id']}: {node['html'][:160]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def tab_to(self, selector: str, most: int = 40) -> "Phone":
        """Press Tab until the keyboard is on this; fail when it can't be reached."""
        reached = f"document.activeElement?.matches({selector!r})"
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(reached):
                return self
        raise AssertionError(f"The keyboard does not reach {selector}")
