"""`dryfit report` and its page over HTTP."""

from pathlib import Path

import pytest
from tests.web.serving import serving
from typer.testing import CliRunner

from dryfit.cli.main import app
from dryfit.errors import DryfitError
from dryfit.store.branch import branch
from dryfit.store.events import SessionOpened
from dryfit.store.journal import Journal, journal_url

VAN = (Path(__file__).parents[1] / "session" / "van.yaml").read_text(encoding="utf-8")


@pytest.fixture
async def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose journal holds a session that was only opened, and a branch of another."""
    from tests.critique.build import weak

    monkeypatch.setenv("DRYFIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    opened = SessionOpened(seq=0, at_s=0, session="sess_empty", scenario="van", scenario_source=VAN)
    events = [opened.model_copy(update={"session": "sess_first"}), *weak().events[1:]]
    async with Journal.open(journal_url(tmp_path / "journal.sqlite3")) as journal:
        await journal.begin("sess_empty", [opened])
        await journal.begin("sess_first", events)
        await journal.begin("sess_again", branch(events, 2, "sess_again"))
    return tmp_path


@pytest.mark.parametrize("session", ["sess_empty", "sess_first", "sess_again", "sess_f"])
def test_a_page_is_written(folder: Path, session: str) -> None:
    told = CliRunner().invoke(app, ["report", session])
    assert told.exit_code == 0, told.output
    (page,) = folder.glob("*.html")
    assert page.stem.startswith(session)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_it_goes_where_it_is_told_to(folder: Path) -> None:
    out = folder / "mine.html"
    assert CliRunner().invoke(app, ["report", "sess_first", "--out", str(out)]).exit_code == 0
    assert "Borrow the van" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["report", "sess_none"], "unknown-session"), (["report", "sess_"], "ambiguous-session"),
     (["report", "sess_first", "--out", "no/such/folder.html"], "report-unwritable")],
)  # fmt: skip
def test_what_cannot_be_done(folder: Path, arguments: list[str], code: str) -> None:
    refused = CliRunner().invoke(app, arguments).exception
    assert isinstance(refused, DryfitError)
    assert refused.code == code


async def test_the_same_page_over_http(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client("model=van&mode=text&seed=1") as client:
            session = (await client.until("dryfit.scenario"))["session_id"]
            await client.until("dryfit.state", state="listening")
            await client.type("What happened last <b>winter</b>?")
            await client.until("response.done")
            await client.send("dryfit.finish")
            await client.closed()
        answer = await server.http.get(f"/v1/sessions/{session}/report")
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-store"
        assert "last &lt;b&gt;winter&lt;/b&gt;?" in answer.text
        assert (await server.http.get("/v1/sessions/sess_none/report")).status_code == 404
    async with serving(tmp_path, token="secret") as server:
        assert (await server.http.get(f"/v1/sessions/{session}/report")).status_code == 401
