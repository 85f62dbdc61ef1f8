"""The items of a conversation as one client was told of them, and what it may ask of them.

Codes with underscores are those of the OpenAI Realtime API, which stock clients look for.
"""

import math
import uuid
from dataclasses import dataclass, field, replace

from dryfit.wire import client_events as c
from dryfit.wire import event_parts as p
from dryfit.wire import server_events as s
from dryfit.wire.errors import NotPossible, WireError

_OUTPUT_SAMPLES_PER_MS = 24


@dataclass(frozen=True, slots=True)
class Told:
    """One item: how it stands, what came before it, and how much sound was sent for it."""

    item: p.Item
    previous: str | None
    sent_samples: int = 0
    cut_ms: int | None = None
    """Where the client itself has cut it."""
    heard_ms: int | None = None
    """How much of it counts as heard, once that is settled."""

    @property
    def length_ms(self) -> int:
        """How much of it there is to cut."""
        sent_ms = math.ceil(self.sent_samples / _OUTPUT_SAMPLES_PER_MS)
        return sent_ms if self.cut_ms is None else self.cut_ms


@dataclass(slots=True)
class Items:
    """What was added, in order; typed messages that wait for `response.create` among it."""

    extended: bool
    _told: dict[str, Told] = field(default_factory=dict)
    _typed: list[p.Item] = field(default_factory=list)
    _last: str | None = None
    _last_reply: str | None = None

    @property
    def last(self) -> str | None:
        """The item that the next one follows."""
        return self._last

    def add(self, item: p.Item) -> s.ItemAdded:
        """An item joins the end."""
        self._told[item.id] = Told(item, self._last)
        self._last = item.id
        if item.role == "assistant":
            self._last_reply = item.id
        return s.ItemAdded(item=item, previous_item_id=self._told[item.id].previous)

    def finish(self, item: p.Item) -> s.ItemDone:
        """An item that was added is complete."""
        if not self.knows(item.id):
            self.add(item)
        told = self._told[item.id] = replace(self._told[item.id], item=item)
        return s.ItemDone(item=item, previous_item_id=told.previous)

    def knows(self, item_id: str) -> bool:
        """Whether it was added."""
        return item_id in self._told

    def grow(self, item_id: str, samples: int) -> None:
        """Sound was sent for an item."""
        told = self._told.get(item_id)
        if told:
            self._told[item_id] = replace(told, sent_samples=told.sent_samples + samples)

    def settle(
        self, item_id: str, content: p.Content, heard_ms: int, truncated: bool
    ) -> list[s.ItemTruncated]:
        """So much of a reply was heard; of one that was not heard at all no content is left.

        A client that cut it is answered even where that took no word away.
        """
        told = self._told.get(item_id)
        if told:
            item = told.item
            if truncated:
                heard = [content] if content.transcript or content.text else []
                item = item.model_copy(update={"status": "incomplete", "content": heard})
            self._told[item_id] = replace(told, item=item, heard_ms=heard_ms)
        is_cut = truncated or (told is not None and told.cut_ms is not None)
        return [s.ItemTruncated(item_id=item_id, audio_end_ms=heard_ms)] if is_cut else []

    def answer(self, event: c.AnyClientEvent) -> list[s.ServerEvent]:
        """What can be answered from what was told.

        Raises:
            WireError: the event names an item wrongly.
            NotPossible: it asks what cannot be done to that item.
        """
        match event:
            case c.ConversationItemRetrieve(item_id=item_id):
                return [s.ItemRetrieved(item=self._named(event, item_id, "retrieve").item)]
            case c.ConversationItemDelete(item_id=item_id):
                self._named(event, item_id, "delete")
                message = "What was said stays said; items are not deleted here."
                raise NotPossible("unsupported-event", message, event_id=event.event_id)
            case c.ConversationItemTruncate():
                return self._truncate(event)
            case c.ConversationItemCreate():
                return self._create(event)
        return []

    def take_typed(self) -> tuple[str, str]:
        """The messages that wait for an answer, as one turn, and the id of the last of them."""
        typed, self._typed = self._typed, []
        text = " ".join(part.text or "" for item in typed for part in item.content)
        return text, typed[-1].id if typed else ""

    def _named(self, event: c.ClientEvent, item_id: str, verb: str) -> Told:
        told = self._told.get(item_id)
        if told is None:
            message = f"The item with id '{item_id[:80]}' does not exist."
            code = f"item_{verb}_invalid_item_id"
            raise NotPossible(code, message, event_id=event.event_id, param="item_id")
        return told

    def _truncate(self, event: c.ConversationItemTruncate) -> list[s.ServerEvent]:
        told = self._named(event, event.item_id, "truncate")
        if told.item.role != "assistant" or not told.sent_samples or event.content_index:
            message = "Only the sound of a response can be truncated, at `content_index` 0."
            raise self._not_possible(event, message, "item_id")
        if event.audio_end_ms > told.length_ms:
            had, wanted = told.length_ms, event.audio_end_ms
            message = f"Audio content of {had}ms is already shorter than {wanted}ms."
            raise self._not_possible(event, message, "audio_end_ms")
        if event.item_id != self._last_reply:
            message = "A later response has been given; what was heard of this one is settled."
            raise self._not_possible(event, message, "item_id")
        self._told[event.item_id] = replace(told, cut_ms=event.audio_end_ms)
        if told.heard_ms is None or event.audio_end_ms < told.heard_ms:
            return []  # the session answers, once it is settled
        return [s.ItemTruncated(item_id=event.item_id, audio_end_ms=told.heard_ms)]

    def _create(self, event: c.ConversationItemCreate) -> list[s.ServerEvent]:
        wanted = event.item
        texts = [part.text.strip() for part in wanted.content if part.text.strip()]
        typed = [part.text or "" for item in self._typed for part in item.content]
        if not texts:
            raise self._wrong(event, "A message has words.", "item.content")
        if sum(map(len, [*typed, *texts])) > c.MAX_TEXT_CHARACTERS:
            message = f"A turn has at most {c.MAX_TEXT_CHARACTERS} characters; send it in parts."
            raise self._wrong(event, message, "item.content")
        if self.knows(wanted.id):
            raise self._wrong(event, "There is an item of that id.", "item.id")
        if event.previous_item_id not in (None, self._last):
            message = "A message joins the end of the conversation."
            raise self._not_possible(event, message, "previous_item_id")
        item = p.Item(
            id=wanted.id or f"item_{uuid.uuid4().hex[:16]}",
            role="user",
            content=[p.Content(type="input_text", text=text) for text in texts],
        )
        self._typed.append(item)
        added = self.add(item)
        # `dryfit.v1` is told that an item is done when it is on disk.
        return [added] if self.extended else [added, self.finish(item)]

    def _not_possible(self, event: c.ClientEvent, message: str, param: str) -> NotPossible:
        return NotPossible("invalid_value", message, event_id=event.event_id, param=param)

    def _wrong(self, event: c.ClientEvent, message: str, param: str) -> WireError:
        return WireError("invalid-event", message, event_id=event.event_id, param=param)
