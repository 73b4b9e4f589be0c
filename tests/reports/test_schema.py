"""What reports hold for machines is what their schema says, as another program reads both."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator
from reports.making import realistic, report
from reports.reading import written

from gapcheck.demo.make import make_demo
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.schema import schema
from gapcheck.reports.source import ReportInput


def mistakes(kind: str, data: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message[-200:]}" for error in Draft202012Validator(schema(kind)).iter_errors(data)
    ]


def data_of(kind: str, given: ReportInput) -> Any:
    return msgspec.json.decode(written(kind, "json", given))


def test_the_demo_keeps_to_the_schema_of_every_kind(tmp_path: Path, home: Path) -> None:
    make_demo(tmp_path / "demo")
    with Engagement.open(tmp_path / "demo", who="Anna", read_only=True) as engagement:
        given = ReportInput.of(engagement)
    assert {kind: found for kind in KINDS if (found := mistakes(kind, data_of(kind, given)))} == {}


def test_certification_and_redacted_copies_keep_to_it_too() -> None:
    copy = report(realistic("stage2", 5), final=True, exceptions="in May").redacted(["names", "evidence", "notes"])
    assert {kind: found for kind in KINDS if (found := mistakes(kind, data_of(kind, copy)))} == {}


def test_nothing_else_may_stand_at_the_top_and_nothing_may_lack() -> None:
    Draft202012Validator.check_schema(schema("gap"))
    for kind in KINDS:
        found = schema(kind)
        only_top = {name: found[name] for name in ("type", "required", "additionalProperties")}
        only_top["properties"] = dict.fromkeys(found["properties"], True)
        said = [error.message for error in Draft202012Validator(only_top).iter_errors({"more": 1})]
        assert len(said) == len(found["properties"]) + 1
        assert any("'more' was unexpected" in message for message in said)
        assert "'report' is a required property" in said


def test_a_kind_that_there_is_not_is_named() -> None:
    with pytest.raises(GapcheckError, match="Known: gap, readiness"):
        schema("gaps")
