"""Sites and units: which there are, which are visited, and why."""

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.analysis.coverage import drawn_at_random, sites_to_visit
from gapcheck.changes.engagement import SiteChanged, SiteRemoved
from gapcheck.errors import GapcheckError
from gapcheck.records.about import Site
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted

_KINDS = (("central", "central function"), ("site", "site"), ("remote", "remote only"), ("supplier", "supplier"))
_YES_NO = (("yes", "yes"), ("no", "no"))
_LONGEST = 24
_SIMILAR = ("site", "remote")
"""What the rule of thumb counts: sites beside the central function. Suppliers are none of the organization's."""


def rule_of_thumb(session: Session) -> str:
    """How many sites certification bodies commonly visit, as what it is: a rule of thumb. Empty with nothing to choose.

    The square root of the number of similar sites beside the central function, at least a quarter of those drawn at
    random (IAF MD 1).
    """
    sites = session.engagement.records.table(Site).values()
    similar = sum(site.kind in _SIMILAR and site.in_scope for site in sites)
    visits = sites_to_visit(similar, session.engagement.about.type)
    if not visits:
        return ""
    chosen = sum(site.kind in _SIMILAR and site.in_scope and site.selected for site in sites)
    there = "is 1 site" if similar == 1 else f"are {similar} sites"
    text = (
        f"Beside the central function there {there} in scope; {chosen} selected. Certification bodies commonly visit "
        f"{visits}, {drawn_at_random(visits)} of them drawn at random: rule of thumb of IAF MD 1 for certification "
        "bodies; yours to decide."
    )
    return text if any(site.kind == "central" for site in sites) else f"{text} No site is named as central yet."


def site_dialog(session: Session, ident: str = "") -> FormDialog:
    """The form for a new site, or for one that is there."""
    known = session.engagement.records.table(Site)
    old = known.get(ident)
    fields = [
        Field(name="name", label="NAME", value=old.name if old else "", hint="such as Berlin branch"),
        Field(name="address", label="ADDRESS", value=old.address if old else "", hint="may stay empty"),
        Field(name="kind", label="WHAT IS IT?", kind="choice", options=_KINDS, value=old.kind if old else "site"),
        Field(name="in_scope", label="IN SCOPE?", kind="choice", options=_YES_NO,
              value="yes" if old is None or old.in_scope else "no"),
        Field(name="selected", label="SELECTED FOR A VISIT?", kind="choice", options=_YES_NO,
              value="yes" if old is None or old.selected else "no",
              hint="A site that is not selected is not waited for."),
        Field(name="selection_reason", label="WHY IT IS SELECTED, OR NOT", kind="text",
              value=old.selection_reason if old else "", hint="risk, size, last visit, drawn at random, ..."),
    ]  # fmt: skip
    if old is None:
        hint = "such as berlin; made from the name when empty"
        fields.append(Field(name="id", label="SHORT NAME, KEPT FOR GOOD", hint=hint))

    def submit(values: dict[str, str]) -> str | None:
        name = values["name"].strip()
        if not name:
            return "A site needs a name."
        key = old.id if old else values["id"].strip() or _free(name, session)
        if old is None and key in session.engagement.records.table(Site):
            return f"There is a site {key!r} already; choose another short name."
        try:
            session.do(
                SiteChanged(
                    id=key,
                    name=name,
                    address=values["address"],
                    kind=values["kind"],  # type: ignore[arg-type]
                    in_scope=values["in_scope"] == "yes",
                    selected=values["selected"] == "yes",
                    selection_reason=values["selection_reason"],
                )
            )
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        f"Site {old.id}" if old else "New site",
        fields,
        submit,
        intro=rule_of_thumb(session),
        drafts=session.drafts,
        draft_key=f"site {ident or 'new'}",
    )


def _free(name: str, session: Session) -> str:
    """A short name that no site has yet."""
    stem = "-".join(re.findall(r"\w+", name.casefold()))[:_LONGEST].rstrip("-") or "site"
    number, key = 1, stem
    while key in session.engagement.records.table(Site):
        number += 1
        key = f"{stem}-{number}"
    return key


class SitesDialog(ModalScreen[None]):
    """All sites: a new one, another look at one, one taken away; and the rule of thumb for how many to visit."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/coverage.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("n", "new", "New site", show=False),
        Binding("x", "remove", "Remove the site", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._idents: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, rule, list, what went wrong, keys."""
        with Vertical(classes="dialog"):
            yield Static("Sites", classes="dialog-title")
            yield Static("", classes="dialog-intro", id="sites-rule")
            yield OptionList(id="sites-list", markup=False, compact=True)
            yield Static("", id="form-error")
            keys = (("Enter", "edit"), ("n", "new site"), ("x", "remove"), ("Esc", "leave"))
            pieces = [Content.assemble((key, "$primary"), (f" {word}", "$grey")) for key, word in keys]
            yield Static(Content("  ").join(pieces), classes="dialog-foot")

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()
        self.query_one(OptionList).focus()

    def _show(self) -> None:
        sites = self._session.engagement.records.table(Site)
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        self._idents = list(sites)
        options.set_options([Option(_row(site), id=f"site-{n}") for n, site in enumerate(sites.values())])
        options.highlighted = min(at, len(self._idents) - 1) if self._idents else None
        rule = rule_of_thumb(self._session)
        empty = "No sites: answers, evidence and decisions are for all of it. n names the first."
        self.query_one("#sites-rule", Static).update(Content(rule if sites else empty))
        self.query_one("#sites-rule").display = bool(rule or not sites)
        self.query_one("#form-error", Static).update("")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Another look at a site."""
        event.stop()
        self._ask(self._idents[event.option_index])

    def action_new(self) -> None:
        """Name another site."""
        self._ask("")

    def action_remove(self) -> None:
        """Take a site away that nothing refers to."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        try:
            self._session.do(SiteRemoved(id=self._idents[at]))
        except GapcheckError as error:
            self.query_one("#form-error", Static).update(Content(visible(str(error))))
        else:
            if self._session.site == self._idents[at]:
                self._session.site = ""
            self._show()

    def _ask(self, ident: str) -> None:
        self.app.push_screen(site_dialog(self._session, ident), lambda _: self._show())

    def action_leave(self) -> None:
        """Done."""
        self.dismiss(None)


def _row(site: Site) -> Fitted:
    words = dict(_KINDS)
    state = "" if site.in_scope else "not in scope"
    state = state or ("" if site.selected else "not selected")
    about = " · ".join(part for part in (words[site.kind], state, site.address, site.selection_reason) if part)
    mark = "■" if site.in_scope and site.selected else "□"
    name = site.name if site.name == site.id else f"{site.name} ({site.id})"
    bullet = Content.styled(mark, "$primary" if mark == "■" else "$grey")
    text = Content.assemble(one_line(name), (f"  {one_line(about)}", "$grey"))
    return Fitted(lambda width: hang(bullet, text, width))
