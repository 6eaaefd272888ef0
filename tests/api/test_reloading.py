"""Rules that change while a real server answers."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import cycle
from pathlib import Path

import httpx
import pytest
from tests.api.reloaded import BROKEN, DRIVER, Overlay, Ready
from tests.command_line import Cli, Served

from explainer.api.answers import LARGE_BODY
from explainer.explainer import Explainer
from explainer.settings import Settings

Serving = Callable[..., AbstractContextManager[str]]
EDITS = 21
CLIENTS = 3
PAUSE_SECONDS = 0.005
SNAPSHOT = {
    "as_of": "2026-02-04T21:00:00Z",
    "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
    "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
}
SMALL = json.dumps(SNAPSHOT).encode()
LARGE = SMALL + b" " * LARGE_BODY
"""Read in a thread, so that rules may be exchanged while it is."""


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Return an overlay to edit."""
    return Overlay(tmp_path / "my-rules", "Money leaves")


@pytest.fixture
def ready(overlay: Overlay, running: Serving) -> Iterator[Ready]:
    """Return the readiness of a server with the overlay."""
    with running(Settings(port=0, rules=overlay.root)) as address, Ready(address) as found:
        yield found


def test_no_request_fails_and_none_sees_two_editions(overlay: Overlay, running: Serving) -> None:
    """While rules change twenty-one times, each answer has the words of the hash that it names."""
    titles = {}
    for letter in "abcdefghijklmnopqrstuvwxyz"[:EDITS]:
        title = f"Money leaves by {letter}"
        titles[overlay.retitle(title)] = title
    seen: list[tuple[str, str]] = []
    done = threading.Event()

    def ask(address: str) -> None:
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            headers = {"Content-Type": "application/json"}
            for body in cycle((SMALL, LARGE, None)):
                if done.wait(PAUSE_SECONDS):
                    return
                if body is None:
                    answer = client.get("/v1/drivers")
                else:
                    answer = client.post("/v1/explanations", content=body, headers=headers)
                assert answer.status_code == 200
                said = answer.json()
                (driver,) = [each for each in said["drivers"] if each["id"] == DRIVER]
                seen.append((said["rule_pack"]["hash"], driver["title"]))

    with (
        running(Settings(port=0, rules=overlay.root)) as address,
        Ready(address) as ready,
        ThreadPoolExecutor(max_workers=CLIENTS) as pool,
    ):
        asking = [pool.submit(ask, address) for _ in range(CLIENTS)]
        try:
            for pack, title in titles.items():
                overlay.write(title)
                ready.serving(pack)
                assert ready.title() == title
        finally:
            done.set()
        for each in asking:
            each.result()
    assert len(titles) == EDITS
    assert set(seen) <= set(titles.items())
    assert len(set(seen)) > EDITS / 2


def test_a_broken_pack_leaves_the_old_one_serving(overlay: Overlay, ready: Ready) -> None:
    """Readiness stays and tells what is wrong, and where; mended rules are served at once."""
    before = ready.now()
    assert before["reload"]["state"] == "ok"
    bad = overlay.root / "drivers" / "bad.yaml"
    bad.write_text(BROKEN, encoding="utf-8")

    said = ready.reloading("failed")

    assert (said["status"], said["rule_pack"]) == ("ready", before["rule_pack"])
    assert said["since"] == before["since"] < said["reload"]["at"]
    assert said["reload"]["problem_count"] == len(said["reload"]["problems"]) == 1
    (problem,) = said["reload"]["problems"]
    assert problem["code"] == "Y001"
    assert problem["path"] == "my-rules/drivers/bad.yaml"
    assert (problem["line"], problem["column"]) == (2, 1)
    assert problem["message"]
    assert problem["hint"]
    assert ready.title() == "Money leaves"

    bad.unlink()
    mended = ready.reloading("ok")
    assert (mended["since"], mended["reload"]["problems"]) == (before["since"], [])


def test_a_folder_that_goes_away_and_comes_back(overlay: Overlay, ready: Ready) -> None:
    """Its rules are served all the while, and edits in the folder that came back are seen."""
    gone = overlay.root.rename(overlay.root.with_name("gone"))
    said = ready.reloading("failed")
    assert [(each["code"], each["path"]) for each in said["reload"]["problems"]] == [
        ("R001", "my-rules")
    ]
    assert ready.title() == "Money leaves"

    gone.rename(overlay.root)
    ready.reloading("ok")
    ready.serving(overlay.retitle("Money returns"))


def test_a_link_in_place_of_the_folder_is_exchanged(
    overlay: Overlay, running: Serving, tmp_path: Path
) -> None:
    """A deployment that swaps a link is seen, and so are edits behind the new link."""
    link = tmp_path / "current"
    link.symlink_to(overlay.root)
    other = overlay.copy(tmp_path / "other", "Money leaves again")
    with running(Settings(port=0, rules=link)) as address, Ready(address) as ready:
        ready.serving(overlay.hash)
        _relink(link, other.root)
        ready.serving(other.hash)
        ready.serving(other.retitle("Money stays away"))


def test_links_inside_the_folder_are_exchanged(running: Serving, tmp_path: Path) -> None:
    """A volume of Kubernetes swaps one hidden link under all of its files."""
    mount = tmp_path / "mount"
    first = Overlay(mount / "..first", "Money leaves")
    second = first.copy(mount / "..second", "Money leaves again")
    (mount / "..data").symlink_to("..first")
    (mount / "drivers").symlink_to("..data/drivers")
    with running(Settings(port=0, rules=mount)) as address, Ready(address) as ready:
        before = ready.now()["rule_pack"]["hash"]
        assert before == first.hash
        _relink(mount / "..data", Path("..second"))
        ready.serving(second.hash)


def test_files_that_are_equal_are_the_same_edition(overlay: Overlay, ready: Ready) -> None:
    """A file that is touched, or written again as it was, is read and exchanges nothing."""
    before = ready.now()
    overlay.driver.touch()
    touched = ready.read_after(before["reload"]["at"])
    overlay.retitle("Money leaves")
    written = ready.read_after(touched["reload"]["at"])
    for said in (touched, written):
        assert said["rule_pack"] == before["rule_pack"]
        assert said["since"] == before["since"]


def test_readiness_lists_no_more_problems_than_a_person_reads(
    overlay: Overlay, ready: Ready
) -> None:
    """Of very many it tells the count."""
    keys = "".join(f"wrong_{number}: 1\n" for number in range(40))
    overlay.driver.write_text(overlay.driver.read_text(encoding="utf-8") + keys, encoding="utf-8")
    reload = ready.reloading("failed")["reload"]
    assert len(reload["problems"]) == 20
    assert reload["problem_count"] == 40


def test_a_number_in_a_title_is_told_as_what_it_is(overlay: Overlay, ready: Ready) -> None:
    """The check of rules lets it pass; the first text with it does not."""
    overlay.retitle("Top 10 of outflows")
    (problem,) = ready.reloading("failed")["reload"]["problems"]
    assert "`10`" in problem["message"]
    assert problem["code"] is None


def test_documents_have_the_tag_of_their_edition(overlay: Overlay, running: Serving) -> None:
    """Who holds the old list is not told that it is current."""
    with running(Settings(port=0, rules=overlay.root)) as address, Ready(address) as ready:
        get = httpx.Client(base_url=address, trust_env=False)
        with get:
            old = get.get("/v1/drivers").headers["etag"]
            assert get.get("/v1/drivers", headers={"If-None-Match": old}).status_code == 304
            ready.serving(overlay.retitle("Money returns"))
            assert get.get("/v1/drivers", headers={"If-None-Match": old}).status_code == 200


def test_reloading_can_be_switched_off(overlay: Overlay, running: Serving) -> None:
    """Readiness says so, and nothing watches."""
    settings = Settings(port=0, rules=overlay.root, reload=False)
    before = _watchers()
    with running(settings) as address, Ready(address) as ready:
        said = ready.now()
        assert (said["reload"]["state"], said["reload"]["at"]) == ("off", said["since"])
        assert _watchers() <= before


def _watchers() -> set[threading.Thread]:
    """Return the threads that watch rules; a server of other tests may have one."""
    return {thread for thread in threading.enumerate() if thread.name == "rules"}


def test_rules_that_a_program_gave_are_not_reloaded(running: Serving, explainer: Explainer) -> None:
    """A server that was given its rules by a program has no folders to read again."""
    with running(Settings(port=0), explainer) as address, Ready(address) as ready:
        assert ready.now()["reload"]["state"] == "off"


def test_the_log_tells_what_became_of_an_edit(cli: Cli) -> None:
    """Taken, refused with its problems, or the same; each line is ours, and the end is in order."""
    overlay = Overlay(cli.folder / "my-rules", "Money leaves")
    with (
        Served(cli, "--port", "0", EXPLAINER_RULES="my-rules") as served,
        Ready(served.address) as ready,
    ):
        old = ready.now()["rule_pack"]["hash"]
        new = overlay.retitle("Money returns")
        ready.serving(new)
        overlay.driver.write_text(BROKEN, encoding="utf-8")
        failed = ready.reloading("failed")
        overlay.retitle("Money returns")
        ready.reloading("ok")
        assert served.end(signal.SIGTERM) == 0

    events = [each for each in served.events() if each["event"] != "request.done"]
    names = [each["event"] for each in events]
    assert [name for at, name in enumerate(names) if names[at - 1] != name] == [
        "pack.loaded",
        "server.started",
        "pack.reloaded",
        "pack.rejected",
        "pack.unchanged",
        "server.stopped",
    ]
    reloaded, rejected = (
        next(each for each in events if each["event"] == name)
        for name in ("pack.reloaded", "pack.rejected")
    )
    assert (reloaded["before"], reloaded["hash"]) == (old, new)
    assert (rejected["level"], rejected["serving"]) == ("error", new)
    assert rejected["problems"] == failed["reload"]["problems"]


def test_rules_that_do_not_load_at_the_start_stop_it(cli: Cli) -> None:
    """There is no old edition that could serve."""
    overlay = Overlay(cli.folder / "my-rules", "Money leaves")
    overlay.driver.write_text(BROKEN, encoding="utf-8")
    done = cli("serve", "--port", "0", EXPLAINER_RULES="my-rules")
    assert done.returncode == 2
    assert b"Y001" in done.stderr


def test_a_server_ends_while_it_reads_rules(cli: Cli) -> None:
    """Being stopped in the middle of an edit is an end in good order, too."""
    overlay = Overlay(cli.folder / "my-rules", "Money leaves")
    with (
        Served(cli, "--port", "0", EXPLAINER_RULES="my-rules") as served,
        Ready(served.address) as ready,
    ):
        ready.now()
        overlay.write("Money returns")
        assert served.end(signal.SIGINT) == 0
    assert served.events()[-1]["event"] == "server.stopped"


def _relink(link: Path, target: Path) -> None:
    """Let the link lead elsewhere, in one step."""
    fresh = link.with_name(f"{link.name}_new")
    fresh.symlink_to(target)
    fresh.replace(link)
