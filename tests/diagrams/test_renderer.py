"""Renderer children are warm, few, limited in time, replaced when they fail, and gone when nobody needs them."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from diagrams import RendererBusy, RendererError, RendererPool, RendererTimeout

SMALL = 'graph{node[shape=box]; a[pos="0,0!"]; b[pos="90,0!"]; a--b}'
# A graph that keeps Graphviz busy for long: dense, laid out by hand-to-hand comparison of all nodes.
HEAVY = "graph{overlap=prism;" + "".join(f"{i}--{j};" for i in range(420) for j in range(i)) + "}"


def child_of(pool: RendererPool) -> int:
    pool.layout(SMALL)
    child = pool._idle.queue[-1]
    assert child is not None
    return int(child.process.pid)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_a_graph_comes_back_laid_out_and_the_child_stays_warm() -> None:
    pool = RendererPool(1)
    first = child_of(pool)
    start = time.perf_counter()
    assert "edge a b" in pool.layout(SMALL)
    assert time.perf_counter() - start < 0.5
    assert child_of(pool) == first
    pool.close()
    assert not alive(first)


def test_nothing_starts_before_it_is_needed() -> None:
    pool = RendererPool(2)
    assert all(child is None for child in pool._idle.queue)
    pool.close()


def test_a_graph_that_takes_too_long_is_stopped_and_the_pool_lives_on() -> None:
    pool = RendererPool(1, time_limit=0.3)
    first = child_of(pool)
    with pytest.raises(RendererTimeout):
        pool.layout(HEAVY, "neato")
    assert not alive(first)
    assert pool.ping()
    pool.close()


@pytest.mark.parametrize("source", ["graph{", "not a graph", "graph{a--}", "\x00"])
def test_a_bad_graph_is_an_error_and_not_the_end(source: str) -> None:
    pool = RendererPool(1)
    with pytest.raises(RendererError):
        pool.layout(source)
    assert pool.ping()
    pool.close()


def test_unknown_forms_and_engines_never_reach_the_library() -> None:
    pool = RendererPool(1)
    first = child_of(pool)
    for engine, form in (("neato", "nonsense"), ("nonsense", "plain"), ("neato", "svg:cairo")):
        with pytest.raises(RendererError):
            pool.layout(SMALL, engine, form)
    assert child_of(pool) == first
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
        pool.layout(SMALL)
    assert child_of(pool) != first
    pool.close()


def test_too_many_callers_are_turned_away_at_once() -> None:
    pool = RendererPool(1, waiting=0, wait_limit=5)
    child_of(pool)
    held = pool._idle.get()
    waiter = threading.Thread(target=pool.layout, args=(SMALL,))
    waiter.start()
    time.sleep(0.1)
    start = time.perf_counter()
    with pytest.raises(RendererBusy):
        pool.layout(SMALL)
    assert time.perf_counter() - start < 1
    pool._idle.put(held)
    waiter.join(5)
    pool.close()


def test_many_threads_share_few_children() -> None:
    pool = RendererPool(2)
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(pool.layout(SMALL))) for _ in range(16)]
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
        pool.layout(SMALL)
    assert not pool.ping()


def test_a_graph_cannot_read_files(tmp_path: object) -> None:
    pool = RendererPool(1)
    source = 'graph{a[image="/etc/hostname" shapefile="/etc/hostname" shape=epsf]}'
    assert "hostname" not in pool.layout(source, form="plain")
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
