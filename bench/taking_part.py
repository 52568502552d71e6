"""Participants of a simulated workshop: phones through Streamlit's protocol, laptops and projector on the socket."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

ANSWER_S = 300.0
"""As long as a person with patience would wait; how long it took is measured. Browsers send no pings of their own."""
Wire = dict[str, Any]


@dataclass(slots=True)
class Arrivals:
    """When what was sent, and what came to which screen after how long, in ms."""

    sent: dict[str, float] = field(default_factory=dict)
    came: list[float] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)
    screens: dict[str, int] = field(default_factory=dict)
    acks: list[float] = field(default_factory=list)
    forms: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """With which codes sockets of maps ended before anyone had left; each came back as a browser's does."""

    def arrived(self, mark: str, at: float) -> None:
        """Something has come to one more screen."""
        if mark in self.sent:
            took = (at - self.sent[mark]) * 1000
            self.came.append(took)
            self.slowest[mark] = max(took, self.slowest.get(mark, 0.0))
            self.screens[mark] = self.screens.get(mark, 0) + 1


class Screen:
    """A map's socket: a laptop's, the facilitator's or the projector's."""

    def __init__(self, comes: Callable[[int | None], Awaitable[ClientConnection]], arrivals: Arrivals) -> None:
        self._comes, self._arrivals = comes, arrivals
        self._answers = dict[str, asyncio.Future[Wire]]()
        self._waiting: dict[str, str] = {}
        self.idents: dict[str, str] = {}
        self.revision = 0
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        """Hear, and where the line breaks, come back with the last revision known and what is not answered yet."""
        self._socket = await self._comes(None)
        while True:
            with contextlib.suppress(ConnectionClosed):
                for sent in self._waiting.values():
                    await self._socket.send(sent)
                await self._hear()
            self._arrivals.breaks.append(self._socket.close_code or 0)
            self._socket = await self._comes(self.revision)

    async def _hear(self) -> None:
        async for text in self._socket:
            now, message = time.perf_counter(), json.loads(text)
            match message["type"]:
                case "snapshot":
                    self.revision = message["revision"]
                    self.idents |= {each["name"]: each["id"] for each in message["elements"]}
                case "changes":
                    for change in message["changes"]:
                        self._take(change, now)
                case "ack" | "refused":
                    self._waiting.pop(message["id"], None)
                    answer = self._answers.pop(message["id"], None)
                    if answer and not answer.done():
                        answer.set_result(message)

    def _take(self, change: Wire, now: float) -> None:
        if change["revision"] != self.revision + 1:
            raise RuntimeError(f"gap: {self.revision} then {change['revision']}")
        self.revision = change["revision"]
        if change["kind"] == "placed":
            for each in change["payload"]["elements"]:
                self.idents[each["name"]] = each["id"]
                self._arrivals.arrived(each["name"], now)
        if change["kind"] in ("placed", "linked"):
            for each in change["payload"]["links"]:
                self._arrivals.arrived(each["note"], now)
        elif change["kind"] == "edited":
            self._arrivals.arrived(str(change["payload"]["values"].get("note", "")), now)

    async def does(self, command: str, /, **args: Any) -> Wire:
        """Send a command and wait for its answer; a refusal is noted."""
        ident, begun = uuid.uuid4().hex, time.perf_counter()
        answer: asyncio.Future[Wire] = asyncio.get_running_loop().create_future()
        self._answers[ident] = answer
        sent = self._waiting[ident] = json.dumps({"type": "command", "id": ident, "name": command, "args": args})
        with contextlib.suppress(ConnectionClosed):  # it is sent again once the line is back
            await self._socket.send(sent)
        await asyncio.wait({answer, self.listening}, timeout=ANSWER_S, return_when=asyncio.FIRST_COMPLETED)
        found = answer.result() if answer.done() else self._is_deaf(command)
        self._arrivals.acks.append((time.perf_counter() - begun) * 1000)
        if found["type"] == "refused":
            self._arrivals.refused.append(f"{command}: {found['message']}")
        return found

    async def ident(self, name: str) -> str:
        """The id of an element by its name, as soon as it is on this screen."""
        async with asyncio.timeout(ANSWER_S):
            while name not in self.idents:
                if self.listening.done():
                    self._is_deaf(name)
                await asyncio.sleep(0.02)
        return self.idents[name]

    def _is_deaf(self, what: str) -> NoReturn:
        """Tell why nothing came: what ended the listening, or that it was time."""
        if self.listening.done():
            self.listening.result()
        raise TimeoutError(what)

    async def leaves(self) -> None:
        """Close the socket."""
        self.listening.cancel()
        await self._socket.close()


async def screen(address: str, map_id: str, ticket: Callable[[], str], arrivals: Arrivals) -> Screen:
    """A socket that has said hello and has the map; `ticket` makes one, for each time that it comes."""
    given: Wire = {"max_size": None, "compression": None, "open_timeout": ANSWER_S, "ping_interval": None}
    there = f"{address.replace('http', 'ws', 1)}/live/maps/{map_id}"

    async def comes(since: int | None) -> ClientConnection:
        socket = await connect(there, origin=address, **given)  # type: ignore[arg-type]
        await socket.send(json.dumps({"type": "hello", "ticket": ticket(), "since": since}))
        return socket

    opened = Screen(comes, arrivals)
    async with asyncio.timeout(ANSWER_S):
        while not opened.revision:
            await asyncio.sleep(0.02)
    return opened


class Phone:
    """A participant's task page: it runs, runs again when its task is another, and has its forms filled in and sent."""

    def __init__(self, socket: ClientConnection, line: ClientConnection, arrivals: Arrivals) -> None:
        self._socket, self._line, self._arrivals = socket, line, arrivals
        self._turn = asyncio.Lock()
        self._elements: list[Any] = []
        self._answers = dict[str, asyncio.Future[Wire]]()
        self.following: asyncio.Task[None] | None = None

    async def opens(self, ticket: str) -> None:
        """Have the page run for the first time, and follow the workshop from now on (live/canvas/step.js)."""
        async with self._turn:
            await self._run(BackMsg())
        await self._line.send(json.dumps({"type": "hello", "ticket": ticket}))
        self.following = asyncio.create_task(self._follows())

    async def adds(self, field_type: str, text: str) -> bool:
        """Fill in the one field of a kind and send the form; True where the page says that it is kept or shown."""
        async with self._turn:
            await self._run(BackMsg())
            kinds = [each for each in self._elements if each.WhichOneof("type") == field_type]
            if not kinds:
                return self._refused(f"no {field_type} to fill in")
            field = getattr(kinds[0], field_type)
            buttons = (each.button for each in self._elements if each.WhichOneof("type") == "button")
            send = next(each for each in buttons if each.form_id == field.form_id)
            message = BackMsg()
            widgets = message.rerun_script.widget_states.widgets
            widgets.add(id=field.id, string_value=text)
            widgets.add(id=send.id, trigger_value=True)
            begun = self._arrivals.sent[text.rstrip(".")] = time.perf_counter()
            await self._run(message)
            self._arrivals.forms.append((time.perf_counter() - begun) * 1000)
            is_kept = any("You can add more" in each.alert.body for each in self._elements)
            return is_kept or self._refused("; ".join(self._alerts()) or "no answer to a form")

    async def gives(self, name: str, dots: int) -> bool:
        """Give a challenge that the ballot has so many dots, up the page's own socket (live/canvas/ballot.js)."""
        async with self._turn:
            if name not in self._ballot():
                await self._run(BackMsg())
        element = self._ballot().get(name)
        if element is None:
            return self._refused(f"no dots for {name}")
        ident, begun = uuid.uuid4().hex, time.perf_counter()
        answer = self._answers[ident] = asyncio.get_running_loop().create_future()
        command = {"type": "command", "id": ident, "name": "give_dots", "args": {"element": element, "dots": dots}}
        await self._line.send(json.dumps(command))
        async with asyncio.timeout(ANSWER_S):
            found = await answer
        self._arrivals.votes.append((time.perf_counter() - begun) * 1000)
        return found["type"] == "ack" or self._refused(found["message"])

    def _ballot(self) -> dict[str, str]:
        """The challenges that can be voted for, with their ids, as the page drew them."""
        drawn = [each.bidi_component for each in self._elements if each.WhichOneof("type") == "bidi_component"]
        challenges = (
            json.loads(each.json).get("challenges", ()) for each in drawn if each.WhichOneof("data") == "json"
        )
        return {each["name"]: each["id"] for some in challenges for each in some}

    def _alerts(self) -> list[str]:
        return [each.alert.body for each in self._elements if each.WhichOneof("type") == "alert"]

    def _refused(self, why: str) -> bool:
        self._arrivals.refused.append(f"phone: {why}")
        return False

    async def _follows(self) -> None:
        key = ""
        async for text in self._line:
            told = json.loads(text)
            if told["type"] in ("ack", "refused"):
                self._answers.pop(told["id"]).set_result(told)
            heard = told.get("key", key)
            if heard != key and key:
                async with self._turn:
                    await self._run(BackMsg())
            key = heard

    async def _run(self, message: BackMsg) -> None:
        """Have the script run, and gather what it draws; a rerun that it asks for itself belongs to it."""
        message.rerun_script.query_string = ""
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(ANSWER_S):
            while True:
                got = ForwardMsg.FromString(bytes(await self._socket.recv()))  # type: ignore[arg-type]
                kind = got.WhichOneof("type")
                if kind == "new_session":
                    self._elements = []
                elif kind == "delta" and got.delta.HasField("new_element"):
                    self._elements.append(got.delta.new_element)
                elif kind == "script_finished" and got.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return

    async def leaves(self) -> None:
        """Close the page."""
        if self.following:
            self.following.cancel()
        with contextlib.suppress(Exception):
            await asyncio.gather(self._socket.close(), self._line.close())


async def phone(address: str, map_id: str, cookie: str, ticket: str, arrivals: Arrivals) -> Phone:
    """A participant's browser on the task page."""
    given: Wire = {"max_size": None, "compression": None, "open_timeout": ANSWER_S, "ping_interval": None}
    given |= {"origin": address, "additional_headers": {"cookie": cookie}}
    there = address.replace("http", "ws", 1)
    stream = await connect(f"{there}/_stcore/stream", subprotocols=["streamlit"], **given)  # type: ignore[list-item]
    opened = Phone(stream, await connect(f"{there}/live/steps/{map_id}", **given), arrivals)
    await opened.opens(ticket)
    return opened
