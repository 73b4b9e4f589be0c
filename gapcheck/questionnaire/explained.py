"""An item in plain words, block by block: for the help in the app and for `questionnaire show`."""

from collections.abc import Sequence

from gapcheck.questionnaire.model import Item, Questionnaire

Block = tuple[str, Sequence[str]]
"""A heading and its lines."""


def item_blocks(questionnaire: Questionnaire, item: Item, *, advice: bool = True) -> list[Block]:
    """All that is written about an item besides its questions; blocks without text are left out.

    Without `advice` nothing says how to get there: certification bodies may not (ISO/IEC 17021-1, 9.4.5.3).
    """
    told: list[Block] = [
        ("What it means", [item.what_it_means, item.why_it_matters]),
        ("Documents", [*item.documented_info.mandatory, item.documented_info.note]),
        ("Ask to see", [f"{hint.look_for} ({_plain(hint.type)}, {hint.strength})" for hint in item.evidence]),
        ("Who to talk to", [", ".join(item.interview)]),
        ("Samples", [f"{hint.population}: {hint.how}" for hint in item.sampling]),
        (
            "Nonconformities as they are usually worded (the grade is the auditor's)",
            [f"{nc.pattern} ({nc.usual_grade})" for nc in item.typical_nonconformities],
        ),
        ("Who answers for it", [_labelled("accountable", item.accountable), _labelled("usually", item.typical_owner)]),
        ("Since 2013", [_labelled("was", ", ".join(item.ref_2013)), item.change_2022.note, _amendment(item)]),
        ("Leaving it out", [item.na_hint]),
        ("Needs first", [", ".join(f"{ref} ({kind})" for ref, kind in questionnaire.needs_of(item.id))]),
    ]
    if advice:
        told += [
            ("How to get there", [f"{place}. {step}" for place, step in enumerate(item.implementation_steps, 1)]),
            ("Common mistakes", item.common_mistakes),
            ("With fewer than 20 people", [item.small_org_tip]),
        ]
    terms = {name.casefold(): entry for entry in questionnaire.glossary for name in (entry.term, *entry.also)}
    known = [terms[name.casefold()] for name in item.glossary if name.casefold() in terms]
    told.append(("Words", [f"{entry.term}: {entry.meaning}" for entry in dict.fromkeys(known)]))
    return [(heading, kept) for heading, lines in told if (kept := [line for line in lines if line])]


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _labelled(name: str, text: str) -> str:
    return f"{name}: {text}" if text else ""


def _amendment(item: Item) -> str:
    return f"{item.amendment.document} {item.amendment.fact}" if item.amendment else ""
