"""`Writer`: the one task that writes, so that nobody's commit commits another's half."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self, TypeVar

from aiosqlite import Connection

from voice.errors import Busy, Refused, VoiceError

Item = TypeVar("Item")
Result = TypeVar("Result")
Group = Callable[[Connection, Sequence[Item]], Awaitable[Sequence[Result]]]
"""Writes some items within a transaction that is open, and gives one result for each."""
Job = Callable[[Connection], Awaitable[Result]]

_MOST_TOGETHER = 128


class _Asked(NamedTuple):
    work: Group[Any, Any]
    item: Any
    how: Literal["together", "alone", "outside"]
    answer: asyncio.Future[Any]


class Writer:
    """Takes what is to be written in turn; an answer is given only after COMMIT.

    Use it as a context: leaving it writes what still waits. More than `most_waiting` at once are
    refused with Busy. Its errors: Busy "queue-full", "not-saved", "writer-gone" (asking again is
    safe), Refused "row-refused", and whatever a job raises, after its transaction was undone.
    """

    def __init__(self, connection: Connection, most_waiting: int) -> None:
        self._connection = connection
        self._most_waiting = most_waiting
        self._waiting: deque[_Asked] = deque()
        self._wake = asyncio.Event()
        self._leaving = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run(), name="voice store writer")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leaving = True
        self._wake.set()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def together(self, group: Group[Item, Result], item: Item) -> Result:
        """Write `item` in one transaction with its neighbours that use the same `group`."""
        result: Result = await self._ask(group, item, "together")
        return result

    async def alone(self, job: Job[Result]) -> Result:
        """Run `job` in a transaction of its own."""
        result: Result = await self._ask(_only(job), None, "alone")
        return result

    async def outside(self, job: Job[Result]) -> Result:
        """Run `job` while no transaction is open, as VACUUM and checkpoints need."""
        result: Result = await self._ask(_only(job), None, "outside")
        return result

    async def _ask(
        self, work: Group[Any, Any], item: object, how: Literal["together", "alone", "outside"]
    ) -> Any:  # noqa: ANN401 - each public method names its own
        if self._leaving or self._task is None or self._task.done():
            raise _gone()
        if len(self._waiting) >= self._most_waiting:
            raise Busy("queue-full", f"{len(self._waiting)} writes wait.", "Ask again in a moment.")
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(work, item, how, answer))
        self._wake.set()
        return await answer

    async def _run(self) -> None:
        batch: list[_Asked] = []
        try:
            while self._waiting or not self._leaving:
                if self._waiting:
                    batch = self._next()
                    _answer(batch, await self._outcomes(batch))
                else:
                    self._wake.clear()
                    await self._wake.wait()
        finally:
            left = [*batch, *self._waiting]
            _answer(left, [_gone() for _ in left])

    def _next(self) -> list[_Asked]:
        first = self._waiting.popleft()
        batch = [first]
        while (
            first.how == "together"
            and self._waiting
            and self._waiting[0].how == "together"
            and self._waiting[0].work is first.work
            and len(batch) < _MOST_TOGETHER
        ):
            batch.append(self._waiting.popleft())
        return batch

    async def _outcomes(self, batch: list[_Asked]) -> Sequence[object]:
        work, items = batch[0].work, [each.item for each in batch]
        try:
            if batch[0].how == "outside":
                return await work(self._connection, items)
            try:
                return await self._transaction(work, items)
            except (sqlite3.Error, ValueError, TypeError, OverflowError):
                if len(batch) == 1:
                    raise
                return await self._transaction(_each_apart(work), items)
        except Exception as error:  # noqa: BLE001 - it is the callers' to handle
            return [_named(error) for _ in batch]

    async def _transaction(self, work: Group[Any, Any], items: list[Any]) -> Sequence[object]:
        await self._connection.execute_fetchall("BEGIN IMMEDIATE")
        try:
            results = await work(self._connection, items)
            await self._connection.commit()
        except BaseException:
            await self._connection.rollback()
            raise
        return results


def _only(job: Job[Result]) -> Group[None, Result]:
    async def group(connection: Connection, _: Sequence[None]) -> Sequence[Result]:
        return [await job(connection)]

    return group


def _each_apart(work: Group[Any, Any]) -> Group[Any, Any]:
    """The same work, item by item, so that one that cannot be written does not fail the others."""

    async def group(connection: Connection, items: Sequence[Any]) -> Sequence[object]:
        outcomes: list[object] = []
        for item in items:
            await connection.execute_fetchall("SAVEPOINT item")
            try:
                outcomes += await work(connection, [item])
            except (sqlite3.Error, ValueError, TypeError, OverflowError) as error:
                await connection.execute_fetchall("ROLLBACK TO item")
                outcomes.append(_named(error))
            await connection.execute_fetchall("RELEASE item")
        return outcomes

    return group


def _answer(batch: Sequence[_Asked], outcomes: Sequence[object]) -> None:
    for asked, outcome in zip(batch, outcomes, strict=True):
        if asked.answer.done():  # the caller went away, or has its answer
            continue
        if isinstance(outcome, BaseException):
            asked.answer.set_exception(outcome)
        else:
            asked.answer.set_result(outcome)


def _named(error: Exception) -> Exception:
    named: VoiceError
    if isinstance(error, sqlite3.IntegrityError):
        named = Refused("row-refused", f"The database does not take this row: {error}.")
    elif isinstance(error, sqlite3.Error):
        hint = "Nothing was kept; ask again. If it goes on, look at the disk."
        named = Busy("not-saved", f"The database could not write: {error}.", hint)
    else:
        return error
    named.__cause__ = error
    return named


def _gone() -> Busy:
    return Busy("writer-gone", "The database is closing or closed.", "Ask again once it is open.")
