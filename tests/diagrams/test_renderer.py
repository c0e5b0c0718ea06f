"""Renderer children are warm, few, limited in time, replaced when they fail, and gone when nobody needs them."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from diagrams import RendererBusy, RendererError, RendererPool, RendererTimeout

SMALL = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="16">가상</text></svg>'
# A picture that keeps the renderer busy for long: one blur over another, on a large ground.
HEAVY = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><filter id="f">'
    + '<feTurbulence baseFrequency="0.01" numOctaves="9"/>' * 12
    + '</filter><rect width="4000" height="4000" filter="url(#f)"/></svg>'
)


def child_of(pool: RendererPool) -> int:
    pool.raster(SMALL, 1)
    child = pool._idle.queue[-1]
    assert child is not None
    return int(child.process.pid)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_a_picture_comes_back_as_png_and_the_child_stays_warm() -> None:
    pool = RendererPool(1)
    first = child_of(pool)
    start = time.perf_counter()
    assert pool.raster(SMALL, 1).startswith(b"\x89PNG")
    assert time.perf_counter() - start < 0.5
    assert child_of(pool) == first
    pool.close()
    assert not alive(first)


def test_nothing_starts_before_it_is_needed() -> None:
    pool = RendererPool(2)
    assert all(child is None for child in pool._idle.queue)
    pool.close()


def test_a_picture_that_takes_too_long_is_stopped_and_the_pool_lives_on() -> None:
    pool = RendererPool(1, time_limit=0.3)
    first = child_of(pool)
    with pytest.raises(RendererTimeout):
        pool.raster(HEAVY, 1)
    assert not alive(first)
    assert pool.ping()
    pool.close()


@pytest.mark.parametrize("source", ["<svg", "not a picture", "\x00"])
def test_a_bad_picture_is_an_error_and_not_the_end(source: str) -> None:
    pool = RendererPool(1)
    with pytest.raises(RendererError):
        pool.raster(source, 1)
    assert pool.ping()
    pool.close()


def test_a_killed_child_is_replaced() -> None:
    pool = RendererPool(1)
    first = child_of(pool)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    assert child_of(pool) != first
    pool.close()


def test_a_child_is_replaced_after_its_share_of_jobs() -> None:
    pool = RendererPool(1, jobs=3)
    first = child_of(pool)
    for _ in range(3):
        pool.raster(SMALL, 1)
    assert child_of(pool) != first
    pool.close()


def test_too_many_callers_are_turned_away_at_once() -> None:
    pool = RendererPool(1, waiting=0, wait_limit=5)
    child_of(pool)
    held = pool._idle.get()
    waiter = threading.Thread(target=pool.raster, args=(SMALL, 1))
    waiter.start()
    time.sleep(0.1)
    start = time.perf_counter()
    with pytest.raises(RendererBusy):
        pool.raster(SMALL, 1)
    assert time.perf_counter() - start < 1
    pool._idle.put(held)
    waiter.join(5)
    pool.close()


def test_many_threads_share_few_children() -> None:
    pool = RendererPool(2)
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(pool.raster(SMALL, 1))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(set(answers)) == 1
    assert len(answers) == 16
    pool.close()


def test_a_closed_pool_says_so() -> None:
    pool = RendererPool(1)
    pool.close()
    with pytest.raises(RendererError):
        pool.raster(SMALL, 1)
    assert not pool.ping()


def test_a_picture_cannot_read_files() -> None:
    pool = RendererPool(1)
    with pytest.raises(RendererError, match="no images"):
        pool.raster('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>', 1)
    assert pool.ping()
    pool.close()


def test_children_end_when_their_parent_is_killed() -> None:
    code = (
        "import sys, time; from diagrams import RendererPool; pool = RendererPool(1); pool.ping();"
        "print(pool._idle.queue[-1].process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(50):
        if not alive(child) or zombie(child):
            break
        time.sleep(0.1)
    assert not alive(child) or zombie(child)


def zombie(pid: int) -> bool:
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return status.stdout.strip().startswith("Z")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_starts_children_of_its_own() -> None:
    code = (
        "import os, sys; from diagrams import RendererPool; pool = RendererPool(1); pool.ping();"
        "mine = pool._idle.queue[-1].process.pid; pid = os.fork();\n"
        "ok = pool.ping(); other = pool._idle.queue[-1].process.pid\n"
        "if pid == 0: pool.close(); os._exit(0 if ok and other != mine else 1)\n"
        "status = os.waitpid(pid, 0)[1]; pool.close(); sys.exit(os.waitstatus_to_exitcode(status) or not ok)"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=30)
