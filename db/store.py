"""The database as use cases see it: one writer with a queue and group commit, readers on their own connections.

All writes of the process go through one thread. It takes what has queued up, runs each use case in a savepoint,
commits once for all of them, tells the listeners, and only then answers. So an answer means: it is on disk.
"""

from __future__ import annotations

import contextvars
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, DataError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.pool import PoolProxiedConnection

from db.engine import reader_engine, url_of, writer_engine
from db.epoch import epoch_of
from db.erasure import scrub
from db.migrate import migrate
from db.prepared import execute, forget
from db.unit_of_work import SqlUnitOfWork
from sotecin_graph.changes import Change
from sotecin_graph.errors import BadInput, Unavailable
from sotecin_graph.language import _

T = TypeVar("T")
Listener = Callable[[Sequence[Change]], None]
log = logging.getLogger(__name__)

MOST_PER_COMMIT = 200


@dataclass(slots=True)
class _Job:
    use_case: Callable[..., Any]
    given: dict[str, Any]
    answer: Future[Any] = field(default_factory=Future)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    result: Any = None
    recorded: list[Change] = field(default_factory=list)

    def run(self, connection: Connection) -> None:
        uow = SqlUnitOfWork(connection)
        try:
            self.result = self.context.copy().run(self.use_case, uow, **self.given)
        except (InterfaceError, DataError, ProgrammingError) as problem:
            raise BadInput(_("Something in what was sent cannot be kept.")) from problem
        self.recorded = uow.recorded


class SqlDatabase:
    """Implements ports.Database on one SQLite file; `path` is created where it is not there, and migrated."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.was_created = not path.exists()
        self._writer = writer_engine(url_of(path))
        self._readers = reader_engine(url_of(path))
        migrate(self._writer)
        self.epoch = epoch_of(self._writer)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._listeners: list[Listener] = []
        self._stopped, self._is_watching = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def write(self, use_case: Callable[..., T], **given: Any) -> T:
        return self.submit(use_case, **given).result()

    def submit(self, use_case: Callable[..., T], **given: Any) -> Future[T]:
        if threading.current_thread() is self._thread:
            raise RuntimeError("a use case must not write through the database: it has a unit of work")
        job = _Job(use_case, given)
        if self._stopped.is_set():
            job.answer.set_exception(Unavailable())
        else:
            self._jobs.put(job)
        return job.answer

    def read(self, use_case: Callable[..., T], **given: Any) -> T:
        with self._readers.connect() as connection, connection.begin():
            return use_case(SqlUnitOfWork(connection), **given)

    def on_commit(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def watch(self, listener: Callable[[], None], *, every_s: float) -> None:
        """Call the listener after another connection, such as a command line beside the server, has committed."""
        given = (self._readers.raw_connection(), listener, every_s)
        threading.Thread(target=self._watch, args=given, name="watcher", daemon=True).start()
        self._is_watching.wait()

    def scrub(self) -> bool:
        """Between two commits, in the writer's thread: what arrives meanwhile waits, readers do not."""
        return self.submit(scrub).result()

    def is_well(self) -> bool:
        """True while the writer is there to answer."""
        return self._thread.is_alive()

    def close(self) -> None:
        """End the writer after what is queued is on disk, and close all connections."""
        self._stopped.set()
        self._jobs.put(None)
        self._thread.join(timeout=30)
        self._writer.dispose()
        self._readers.dispose()

    def _work(self) -> None:
        stops = False
        while not stops:
            taken = [self._jobs.get(), *self._queued()]
            stops = None in taken
            # whoever has gone away meanwhile, such as a closed socket, wants no answer
            batch = [job for job in taken if job is not None and job.answer.set_running_or_notify_cancel()]
            try:
                self._commit([job for job in batch if job.use_case is not scrub])
                self._scrub([job for job in batch if job.use_case is scrub])
            except Exception:
                log.exception("the writer met an accident; it goes on")
                self._refuse(batch)
        self._refuse([job for job in self._queued() if job is not None])

    def _scrub(self, jobs: Sequence[_Job]) -> None:
        for job in jobs:
            try:
                forget()
                job.answer.set_result(scrub(self._writer))
            except sqlite3.Error as problem:
                log.warning("what was deleted still stands in the file, it is tried again: %s", problem)
                job.answer.set_result(False)

    @staticmethod
    def _refuse(jobs: Sequence[_Job]) -> None:
        for job in jobs:
            if not job.answer.done():
                job.answer.set_exception(Unavailable())

    def _queued(self) -> list[_Job | None]:
        taken: list[_Job | None] = []
        while len(taken) < MOST_PER_COMMIT - 1:
            try:
                taken.append(self._jobs.get_nowait())
            except queue.Empty:
                break
        return taken

    def _commit(self, batch: list[_Job]) -> None:
        """Run and commit a batch; where the database refuses it as a whole, run each job on its own."""
        if not batch:
            return
        try:
            failed = self._try(batch)
        except DatabaseError as problem:
            log.warning("a commit of %d failed: %s", len(batch), problem.orig)
            if len(batch) > 1:
                for job in batch:
                    self._commit([job])
                return
            batch[0].answer.set_exception(Unavailable())
            return
        self._tell([change for job in batch if job not in failed for change in job.recorded])
        for job in batch:
            error = failed.get(job)
            if error is None:
                job.answer.set_result(job.result)
            else:
                job.answer.set_exception(error)

    def _try(self, batch: list[_Job]) -> _Failures:
        failed = _Failures()
        with self._writer.connect() as connection, connection.begin():
            for job in batch:
                execute(connection, "SAVEPOINT job")
                try:
                    job.run(connection)
                except OperationalError:
                    raise  # full disk, lock: SQLite may have undone the whole transaction
                except Exception as error:  # noqa: BLE001 - it goes to whoever asked
                    execute(connection, "ROLLBACK TO job")
                    failed.add(job, error)
                execute(connection, "RELEASE job")
        return failed

    def _tell(self, changes: Sequence[Change]) -> None:
        for listener in self._listeners if changes else ():
            try:
                listener(changes)
            except Exception:
                log.exception("a listener failed; what was committed stays")

    def _watch(self, raw: PoolProxiedConnection, listener: Callable[[], None], every_s: float) -> None:
        seen = _data_version(raw)
        self._is_watching.set()
        while not self._stopped.wait(every_s):
            try:
                version = _data_version(raw)
                if version != seen:
                    listener()
                seen = version
            except Exception:
                log.exception("looking after other processes failed; it is tried again")
        raw.close()


def _data_version(raw: PoolProxiedConnection) -> int:
    """A number that differs after any other connection has committed; outside any transaction, or it would not."""
    (version,) = raw.cursor().execute("PRAGMA data_version").fetchone()
    return int(version)


class _Failures:
    """Which jobs of a batch failed and with what; jobs are compared by identity."""

    def __init__(self) -> None:
        self._errors: dict[int, Exception] = {}

    def add(self, job: _Job, error: Exception) -> None:
        self._errors[id(job)] = error

    def get(self, job: _Job) -> Exception | None:
        return self._errors.get(id(job))

    def __contains__(self, job: _Job) -> bool:
        return id(job) in self._errors
