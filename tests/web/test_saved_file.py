"""A trainer saves a file while people talk: the next session has it, a running one does not."""

from pathlib import Path

from tests.web.serving import serving

TEXT = "model=van&mode=text&seed=1"


async def test_the_next_session_plays_the_saved_file_and_a_running_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server, server.client(TEXT) as before:
        await before.until("dryfit.state", state="listening")
        path = server.state.library.path("van")
        saved = path.read_text(encoding="utf-8").replace("hill", "slope")
        path.write_text(saved, encoding="utf-8")
        async with server.client(TEXT) as after:
            await after.until("dryfit.state", state="listening")
            await after.type("What happened last winter?")
            await before.type("What happened last winter?")
            assert "slope" in (await after.until("response.output_text.done"))["text"]
            assert "hill" in (await before.until("response.output_text.done"))["text"]


async def test_a_file_saved_with_a_fault_is_said_and_mended_by_the_next_save(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        path = server.state.library.path("van")
        good = path.read_text(encoding="utf-8")
        path.write_text(good + "\nopenning: x\n", encoding="utf-8")
        async with server.client(TEXT) as client:
            assert (await client.error())["code"] == "scenario-broken"
        path.write_text(good, encoding="utf-8")
        async with server.client(TEXT) as client:
            await client.until("dryfit.state", state="listening")
