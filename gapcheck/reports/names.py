"""What kinds of reports and formats there are, by name and title; without what makes them, so that it loads at once."""

KINDS: dict[str, str] = {
    "gap": "gap analysis",
    "readiness": "readiness for stage 1 and stage 2",
    "backlog": "improvement backlog",
    "soa": "Statement of Applicability",
    "questions": "questions by the person to ask",
    "boss": "one page for the managing director",
    "audit": "audit report",
    "working_papers": "working papers",
    "nonconformities": "nonconformity forms",
    "corrective_plan": "corrective-action plan",
    "audit_plan": "audit plan",
    "management_review": "input for the management review",
    "evidence": "evidence register",
    "improvement": "improvement plan",
    "soa_customer": "copy of the SoA for customers",
}
"""The titles, in the order in which the kinds are offered."""
FORMATS: dict[str, str] = {
    "md": "Markdown",
    "html": "one page for reading and printing",
    "txt": "plain text for e-mail",
    "csv": "one table for spreadsheets",
    "json": "everything, for machines",
    "docx": "Word",
    "xlsx": "an Excel workbook",
    "pdf": "PDF for reading, signing and keeping",
    "jira": "issues for Jira's importer",
    "github": "issues for importers of GitHub",
    "zip": "evidence pack: files and index",
}
SHORT_KINDS: dict[str, str] = {
    **KINDS,
    "readiness": "readiness",
    "backlog": "backlog",
    "questions": "questions by person",
    "boss": "one page for the boss",
    "management_review": "management review",
    "soa_customer": "SoA for customers",
}
"""What a kind is called in a list of many, where its title would be too long."""
SHORT_FORMATS: dict[str, str] = {
    **FORMATS,
    "html": "HTML",
    "txt": "plain text",
    "csv": "CSV",
    "json": "JSON",
    "xlsx": "Excel",
    "pdf": "PDF",
    "jira": "issues for Jira",
    "github": "issues for GitHub",
    "zip": "evidence pack with files",
}
"""What a format is called in a row of many."""
ONLY_FOR: dict[str, tuple[str, ...]] = {"jira": ("backlog",), "github": ("backlog",), "zip": ("evidence",)}
"""The kinds that a format is for; one that is not named here is for all."""
ALSO_CALLED = {"markdown": "md", "htm": "html", "word": "docx", "text": "txt", "excel": "xlsx"}
"""Other names that a format is asked for by."""


def formats_of(kind: str) -> list[str]:
    """The names of the formats that a kind of report can be written in."""
    return [name for name in FORMATS if kind in ONLY_FOR.get(name, (kind,))]
