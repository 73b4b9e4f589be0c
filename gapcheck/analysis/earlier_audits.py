"""A preliminary audit for a client who had one already: what that means for impartiality."""

from collections.abc import Iterable

from gapcheck.records.about import About
from gapcheck.records.vocabulary import EngagementType


def second_preliminary(kind: EngagementType, organization: str, known: Iterable[About]) -> str:
    """One sentence where a readiness check is to be made for an organization that had one; else empty.

    `known` are the heads of other engagements. Consultants may do as many as they like; a certification body may do
    one, because a second counts as taking part in building the system (ISO/IEC 17021-1, 5.2; European Accreditation,
    FAQ 49.2). It only warns.
    """
    name = _plain(organization)
    if kind != "readiness" or not name:
        return ""
    if not any(about.type == "readiness" and _plain(about.organization) == name for about in known):
        return ""
    return (
        "There is a preliminary audit for this client already: a certification body may do one, a second endangers its "
        "impartiality (ISO/IEC 17021-1, 5.2; European Accreditation FAQ 49.2)."
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
