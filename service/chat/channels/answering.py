"""Answers in time: a platform waits a few seconds and then shows an error, so every request gets some whole answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from flask import Response, abort, current_app, request

from service.chat.reading import Reader
from service.chat.reply import FAILED, LATE, Question, Reply, reply_to
from service.problems import problem
from service.routes.pictures import base_url

log = logging.getLogger(__name__)
MOST = 8  # questions answered at once for all channels of a process
WAITING = 32  # questions that may wait for one of these; more are told at once to come back


class Workers:
    """Threads that answer questions; a slow answer is finished and kept, so that asking again is quick."""

    def __init__(self, most: int = MOST, waiting: int = WAITING) -> None:
        self.most = most
        self.room = threading.BoundedSemaphore(most + waiting)
        self.pool: ThreadPoolExecutor | None = None  # begun by the first question, in the process that got it
        self.lock = threading.Lock()

    def answer(self, reader: Reader, question: Question) -> Future[Reply]:
        """Begin to answer; without room the future holds the honest short answer already."""
        if not self.room.acquire(blocking=False):
            full: Future[Reply] = Future()
            full.set_result(late(question))
            return full
        with self.lock:
            self.pool = self.pool or ThreadPoolExecutor(self.most, thread_name_prefix="chat")
            begun = self.pool.submit(safely, reader, question)
        begun.add_done_callback(lambda _: self.room.release())
        return begun

    def close(self) -> None:
        """Stop the threads once they have nothing to do."""
        with self.lock:
            pool, self.pool = self.pool, None
        if pool is not None:
            pool.shutdown(wait=True)


def safely(reader: Reader, question: Question) -> Reply:
    """Return the answer; a defect is logged in full and told to nobody."""
    try:
        return reply_to(reader, question)
    except Exception:
        log.exception("a question could not be answered")
        return Reply(question.lang, FAILED[question.lang])


def begin(question: Question) -> Future[Reply]:
    """Begin to answer a question of the present request."""
    workers: Workers = current_app.extensions["chat_workers"]
    return workers.answer(Reader(current_app.wsgi_app, base_url(), request.remote_addr or ""), question)


def in_time(begun: Future[Reply], seconds: float) -> Reply | None:
    """Return the answer when it comes within ``seconds``, else ``None``."""
    try:
        return begun.result(seconds)
    except TimeoutError:
        return None


def afterwards(begun: Future[Reply], give: Callable[[Reply], object]) -> None:
    """Hand the answer to ``give`` as soon as it is there, from the thread that made it."""

    def done(future: Future[Reply]) -> None:
        if not future.cancelled():
            give(future.result())

    begun.add_done_callback(done)


def answered(question: Question, seconds: float) -> Reply:
    """Return the answer to a question, or an honest short one when time runs out."""
    return in_time(begin(question), seconds) or late(question)


def late(question: Question) -> Reply:
    """Return what is said when time runs out."""
    return Reply(question.lang, LATE[question.lang])


def configured(setting: str) -> str:
    """Return a channel's setting; without one the channel is not there (404)."""
    value = str(current_app.config[setting] or "")
    if not value:
        abort(404)
    return value


def unsigned() -> Response:
    """Refuse a request that its platform did not sign, or not just now."""
    return problem(401, "Not signed", "The signature is missing, wrong or too old.")
