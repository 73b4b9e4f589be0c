"""Every kind of mistake in a file is reported with its file, its line, where it stands and what to do."""

import pytest

from gapcheck.errors import ContentError

from .mini import Mini

CLAUSES = "clauses/4.yaml"
CONTROLS = "annex_a/A.8.yaml"


def problems(mini: Mini) -> list[str]:
    with pytest.raises(ContentError) as caught:
        mini.load()
    return caught.value.problems


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ref_2013: [A.1", "ref2013: [A.1", "A.8.13: 'ref2013' is not a known field; did you mean 'ref_2013'?"),
        ("minutes: 6", "minutse: 6", "A.8.13, questions[1]: 'minutse' is not a known field; did you mean 'minutes'?"),
        ("minutes: 6", "minutes: six", "A.8.13-q2, minutes: a number is due here, but this is text: 'six'"),
        ("minutes: 6", "minutes: nan", "A.8.13-q2, minutes: a number is due here, but this is text: 'nan'"),
        ("minutes: 6", "minutes:", "A.8.13-q2, minutes: a number is due here, but nothing stands here"),
        ("[IT lead]", "IT lead", "A.8.13, interview: a list is due here, but this is text: 'IT lead'"),
        ("IT lead\n", "[IT lead]\n", "A.8.13, typical_owner: text is due here, but this is a list"),
        ("[IT lead]", "[{a: b}]", "A.8.13, interview[0]: text is due here, but this is a mapping"),
        (
            "not_applicable: yes",
            "not_applicable: maybe",
            "A.8.13, can_be_not_applicable: true or false is due here, but this is text: 'maybe'",
        ),
        (
            "documented_info: {note: A written rule is normal but not asked for.}",
            "documented_info: none",
            "A.8.13, documented_info: a mapping (name: value) is due here, but this is text: 'none'",
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_line(mini: Mini, old: str, new: str, sentence: str) -> None:
    line = mini.change(CONTROLS, old, new)
    assert problems(mini) == [f"{CONTROLS}: line {line}, {sentence}"]


def test_a_value_that_is_not_allowed_names_those_that_are(mini: Mini) -> None:
    line = mini.change(CONTROLS, "{status: updated,", "{status: update,")
    assert problems(mini) == [
        f"{CONTROLS}: line {line}, A.8.13, change_2022.status: 'update' is not one of clarified, merged, new, none, "
        "renumbered, restructured, updated; did you mean 'updated'?"
    ]


def test_a_missing_field_is_reported_at_its_object(mini: Mini) -> None:
    line = mini.change(CONTROLS, "dimension: implemented\n", "help: x\n") - 1
    assert problems(mini) == [f"{CONTROLS}: line {line}, A.8.13, questions[1]: the field 'dimension' is missing"]


def test_an_entry_of_the_wrong_kind_does_not_shift_the_lines_of_the_others(mini: Mini) -> None:
    first = mini.change(CONTROLS, "items:\n", "items:\n  - just text\n") + 1
    second = mini.change(CONTROLS, "related: [8.2]", "related: [8.22]")
    assert problems(mini) == [
        f"{CONTROLS}: line {first}, items[0]: a mapping (name: value) is due here, but this is text: 'just text'",
        f"{CONTROLS}: line {second}, A.8.13, related[0]: there is no item '8.22'; did you mean '8.2'?",
    ]


def test_a_duplicate_key_is_refused_with_both_lines(mini: Mini) -> None:
    line = mini.change(CONTROLS, "    theme: Tech", "    title: Again\n    theme: Tech")
    assert problems(mini) == [
        f"{CONTROLS}: line {line}, A.8.13, title: 'title' stands here again; it is already in line {line - 2}"
    ]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (b"items: [1, 2\nb: c\n", 2, "this is not valid YAML: while parsing a flow sequence"),
        (b'items:\n  - title: "open\n', 3, "found unexpected end of stream (in what begins in line 2)"),
        (b"items:\n\t- a\n", 2, "cannot start any token"),
        (b"items: &all\n  - a\n", 1, "an anchor (&) is not allowed"),
        (b"a: b\nitems: *all\n", 2, "an alias (*) is not allowed"),
        (b"items:\n  - !!python/object:os.system x\n", 2, "a tag (!) is not allowed"),
        (b"items:\n  - ? [a, b]\n    : c\n", 2, "a list or mapping cannot be the name of a field"),
        (b"items: []\n---\nitems: []\n", 2, "a second document starts here"),
        (b"items:\n  - \xff\xfe\n", 2, "this is not UTF-8 text"),
        (b"items:\n  - a\x00b\n", 2, "this is not valid YAML"),
        (b"items:\n  - a\x1b[0m\n", 2, "this is not valid YAML"),
        (b"items:\n  " + b"[" * 100_000, 2, "nested more than"),
        (b"items:\n  " + b"- " * 100_000, 2, "nested more than"),
        (b"items: [" + b"1," * 250_000 + b"1]", 1, "more than 200000 parts"),
        (b"", 1, "a mapping (name: value) is due here, but nothing stands here"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_read_is_said_in_one_sentence(mini: Mini, text: bytes, line: int, part: str) -> None:
    mini.write(CLAUSES, text)
    first = next(problem for problem in problems(mini) if problem.startswith(CLAUSES))
    assert first.startswith(f"{CLAUSES}: line {line}: ")
    assert part in first
    assert "\n" not in first


def test_a_billion_laughs_are_refused_at_the_first(mini: Mini) -> None:
    laughs = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    mini.write("glossary.yaml", f"l0: &l0 ha\n{laughs}\n")
    assert problems(mini) == [
        "glossary.yaml: line 1: an anchor (&) is not allowed; write the text plainly or in quotes"
    ]


def test_every_mistake_of_every_file_is_reported_at_once(mini: Mini) -> None:
    lines = [
        mini.change("manifest.yaml", "version:", "versoin:"),
        mini.change(CLAUSES, "letters: [a]", "letters: [c]"),
        mini.change(CLAUSES, "dimension: effective", "dimension: effectve"),
        mini.change("gates.yaml", 'refs: ["8.2"]', 'refs: ["8.9"]'),
        mini.change("dependencies.yaml", "kind: soft", "kind: sotf"),
        mini.change("baseline.yaml", "A.8.13-q1", "A.8.13-q9"),
    ]
    mini.write("glossary.yaml", "terms: [\n")
    found = problems(mini)
    assert [problem.split(", ")[0] for problem in found] == [
        "manifest.yaml: line 1",
        f"manifest.yaml: line {lines[0]}",
        f"{CLAUSES}: line {lines[1]}",
        f"{CLAUSES}: line {lines[2]}",
        f"gates.yaml: line {lines[3]}",
        f"dependencies.yaml: line {lines[4]}",
        f"baseline.yaml: line {lines[5]}",
        "glossary.yaml: line 2: this is not valid YAML: while parsing a flow node did not find expected node content",
    ]


def test_no_false_alarm_about_references_while_a_file_of_items_cannot_be_read(mini: Mini) -> None:
    mini.write(CLAUSES, "items: [\n")
    assert len(problems(mini)) == 1


def test_a_flood_of_mistakes_is_cut_and_counted(mini: Mini) -> None:
    mini.write("glossary.yaml", "terms:\n" + "  - x\n" * 5000)
    found = problems(mini)
    assert len(found) == 201
    assert found[-1] == "glossary.yaml: and 4800 more"


def test_names_with_escape_codes_are_shown_without_them(mini: Mini) -> None:
    mini.change(CONTROLS, "    theme: Tech", '    "\\e[2Jx": y\n    theme: Tech')
    mini.change("clauses/8.yaml", "id: 8.2\n", 'id: "8\\n.2\\e[0m"\n')
    found = problems(mini)
    assert any("'\\x1b[2Jx' is not a known field" in problem for problem in found)
    assert all(problem.isprintable() for problem in found)


def test_a_mistake_stays_a_sentence_however_long_the_text(mini: Mini) -> None:
    mini.change(CONTROLS, "id: A.8.13\n", f"id: A.8.{'1' * 100_000}\n")
    assert all(len(problem) < 600 for problem in problems(mini))
