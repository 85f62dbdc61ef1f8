"""Spreadsheets in and out: exact, and faults named by their cell."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.drill.item import DrillItem, DrillSet
from dryfit.drill.load import load_drill, load_text
from dryfit.drill.sheet import read_sheet, write_sheet
from dryfit.drill.sheet_files import MAX_BYTES, MAX_ROWS, SheetError, read_rows
from dryfit.drill.write import as_yaml
from dryfit.errors import DryfitError
from dryfit.scenario.parts import Provenance
from dryfit.scenario.review import AnswerError, Verification

PERSONAS = Path(__file__).parents[2] / "personas"
SETS = sorted((PERSONAS / "drills").glob("*.yaml"))
KINDS = (".csv", ".xlsx")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_shipped_set_comes_back_as_it_was(path: Path, kind: str, tmp_path: Path) -> None:
    drill = load_drill(path)
    sheet = tmp_path / f"set{kind}"
    write_sheet(drill, sheet)
    assert read_sheet(sheet) == drill
    assert load_text(as_yaml(drill), path) == drill


words = (
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]),
        min_size=1,
        max_size=30,
    )
    .map(str.strip)
    .filter(bool)
)
odd = st.sampled_from(["=1+1", "'quoted", "-", "+5", "@x", '"a", b', "a;b\tc", "yes", "1.0", "007",
                       "2026-01-02", "#hash", "null", "two\nlines", "x: y"])  # fmt: skip
texts = words | odd
items = st.builds(
    DrillItem,
    id=st.uuids().map(lambda value: f"i{value.hex[:12]}"),
    learner_asks=texts,
    ai_says=texts,
    stated_confidence=st.sampled_from(["low", "medium", "high"]),
    correct=st.booleans(),
    error=st.none() | st.builds(AnswerError, span=texts, type=words, right=texts,
                                why_plausible=st.just("") | texts),
    severity=st.sampled_from(["", "rework", "injury"]),
    verify=st.lists(st.builds(Verification, method=words, where=st.just("") | words), max_size=3)
    .map(tuple),
    source=st.just("") | words,
    checked_by=st.just("") | words,
    checked_on=st.none() | st.just(date(2026, 1, 2)),
)  # fmt: skip


@st.composite
def sets(draw: st.DrawFn) -> DrillSet:
    made = draw(st.lists(items, min_size=2, max_size=5, unique_by=lambda item: item.id))
    twin = made[1].model_copy(update={"pair_of": made[0].id, "source": made[0].source})
    return DrillSet(
        schema=1, id="odd", title=draw(texts), trade=draw(texts),
        provenance=draw(st.none() | st.builds(Provenance, method=words)),
        items=(made[0], twin, *made[2:]),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drill=sets(), kind=st.sampled_from(KINDS))
def test_any_set_comes_back_as_it_was(
    drill: DrillSet, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet = tmp_path_factory.mktemp("sheets") / f"odd{kind}"
    write_sheet(drill, sheet)
    assert read_sheet(sheet) == drill
    assert load_text(as_yaml(drill), Path("odd.yaml")) == drill


GOOD = """\
id,pair_of,learner_asks,ai_says,correct,error_span,error_type,error_right,severity,source,verify_1_method,verify_1_where
one,,How far?,Two degrees.,no,Two,wrong_limit,five,rework,Data sheet,data_sheet,page 2
one-ok,one,,Five degrees.,yes,,,,,,,
"""


def read_text(text: str, tmp_path: Path) -> DrillSet:
    path = tmp_path / "my-marks.csv"
    path.write_text(text, encoding="utf-8")
    return read_sheet(path)


def test_a_sheet_made_by_hand_becomes_a_set(tmp_path: Path) -> None:
    drill = read_text(GOOD, tmp_path)
    assert (drill.title, drill.trade, drill.id) == ("my marks", "my marks", "my-marks")
    assert drill.items[1].learner_asks == "How far?"
    assert drill.items[0].verify[0].where == "page 2"
    assert read_text(GOOD.replace(",", ";"), tmp_path) == drill
    assert read_text("# title,Marks\n\n" + GOOD + ",,,\n\n", tmp_path).title == "Marks"


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        (",yes,", ",maybe,", "cell E3"),
        ("rework", "awful", "cell I2 (`severity`)"),
        ("one-ok", "One OK", "cell A3 (`id`)"),
        (",Two,wrong_limit", ",,wrong_limit", "cell F2 (`error_span`)"),
        ("How far?", "", "cell C2 (`learner_asks`)"),
        ("source,verify_1_method", "sauce,verify_1_method", "cell J1: there is no column `sauce`"),
        ("severity", "id", "cell I1: `id` stands here twice"),
        ("id,pair_of", "x-id,pair_of", "cell A1"),
        ("Two degrees.", "", "cell D2 (`ai_says`)"),
    ],
)
def test_a_fault_is_named_by_its_cell(old: str, new: str, cell: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(SheetError) as told:
        read_text(GOOD.replace(old, new, 1), tmp_path)
    assert cell in told.value.message
    assert told.value.hint


def test_all_faulty_cells_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as told:
        read_text(GOOD.replace("rework", "awful").replace("one-ok", "One"), tmp_path)
    assert "cell I2" in told.value.message
    assert "cell A3" in told.value.message


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"id,ai_says,correct\n", b"\n\n", b"# title,x\n", b'"never closed',
     b"PK\x03\x04broken", b"id\n" * (MAX_ROWS + 2), b"# whatever,x\nid,ai_says,correct\n",
     b"a" * (MAX_BYTES + 1)],
    ids=range(10),
)  # fmt: skip
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_sheet_is_refused_plainly(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"bad{kind}"
    path.write_bytes(data)
    with pytest.raises(SheetError) as told:
        read_sheet(path)
    assert told.value.hint


def test_missing_files_other_kinds_and_bombs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")
    (tmp_path / "set.ods").write_bytes(b"x")
    with pytest.raises(SheetError, match=r"neither \.csv nor \.xlsx"):
        read_sheet(tmp_path / "set.ods")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * 40_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(SheetError, match="unpacks to over"):
        read_sheet(tmp_path / "bomb.xlsx")


def test_a_formula_is_refused_and_text_that_looks_like_one_is_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [["id", "ai_says", "correct"], ["one", "=1+1", "yes"]]:
        sheet.append(row)
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(SheetError, match="cell B2: this is a formula"):
        read_sheet(tmp_path / "formula.xlsx")
    first, *rest = load_drill(SETS[0]).items
    odd_one = first.model_copy(update={"learner_asks": "=HYPERLINK(1)"})
    drill = load_drill(SETS[0]).model_copy(update={"items": (odd_one, *rest)})
    write_sheet(drill, tmp_path / "set.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "set.csv").read_text(encoding="utf-8-sig")
    write_sheet(drill, tmp_path / "set.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "set.xlsx").worksheets[0] for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_numbers_and_truth_from_a_spreadsheet_program_are_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["x", "yes"])
    sheet.append([1, 2.5])
    sheet.append([3.0, True])
    sheet.append([date(2026, 1, 2), None])
    book.save(tmp_path / "cells.xlsx")
    assert read_rows(tmp_path / "cells.xlsx") == [
        ["x", "yes"], ["1", "2.5"], ["3", "yes"], ["2026-01-02"],
    ]  # fmt: skip


def test_the_commands_export_import_and_write_over_nothing(tmp_path: Path) -> None:
    run = CliRunner().invoke
    sheet, made = tmp_path / "hvac.xlsx", tmp_path / "hvac.yaml"
    assert run(app, ["drills", "export", "hvac", str(sheet)]).exit_code == 0
    told = run(app, ["drills", "import", str(sheet), str(made)])
    assert "Wrote 12 items" in told.stdout
    assert "DF096" in told.stdout
    assert load_drill(made) == load_drill(PERSONAS / "drills" / "hvac.yaml")
    again = run(app, ["drills", "export", "hvac", str(sheet)])
    assert isinstance(again.exception, DryfitError)
    assert again.exception.code == "file-exists"
    assert run(app, ["drills", "import", str(sheet), str(made), "--force"]).exit_code == 0
