"""What presses in the matters of one page: each thing in words, by which day, why, and the act that answers it."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import bindparam, select

from wederhoor.cases.signing import only_signature
from wederhoor.deadlines.tables import Clock
from wederhoor.desk.acting import (
    ON_ITS_WAY,
    WAITS_FOR,
    Post,
    act_before,
    act_of_incomplete,
    act_of_post,
    act_of_step,
    act_of_term,
    acts_of_lapsed,
    longer,
)
from wederhoor.desk.matters import Matter, columns, matter_of, rules_of
from wederhoor.desk.one_thing import Thing, stuck_thing
from wederhoor.desk.pressing import COMING, STATES, Desk, since
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.process import answers_for, every_step, known_of, process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.labels import letter_title
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.tasks.opening import Act, lead, press
from wederhoor.tasks.service import OpenTask, TaskKind, tasks_of
from wederhoor.tenancy.bulk import id_in
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work, local_date

_D = Dossier.__table__


_WORDS: Mapping[str, tuple[str, str, str]] = {
    State.HELD: ("held", "Over wie gaat de klacht?", "Over wie gaat de klacht?"),
    State.TO_LOOK: ("look", "Brief nakijken: {letter}", "{many} brieven nakijken en versturen"),
    State.TO_POST: ("post", "Op de post doen: {letter}", "{many} brieven op de post doen"),
    State.FAILED: ("failed", "Niet aangekomen: {letter}", "{many} berichten niet aangekomen"),
    State.NO_ADDRESSEE: ("by_hand", "Zelf vertellen: {letter}", "{many} berichten zelf vertellen"),
}


@dataclass(kw_only=True)
class _Of:
    """What there is of one matter."""

    matter: Matter
    clocks: list[tuple[str, date, str]] = field(default_factory=list)
    tasks: list[OpenTask] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    only_signature: bool | None = None


def things_of(
    desk: Desk, matter_ids: Sequence[uuid.UUID], task_ids: Collection[uuid.UUID]
) -> tuple[dict[uuid.UUID, Matter], dict[uuid.UUID, list[Thing]]]:
    """These matters, and what presses in each and in each task of none, most pressing first."""
    found = {one.id: _Of(matter=one) for one in matters_of(desk, matter_ids)}
    loose: dict[uuid.UUID, list[Thing]] = {}
    if found:
        _add_clocks(desk, found)
    if desk.handles:
        _add_posts(desk, found)
        for task in tasks_of(desk.work, list(found), task_ids, desk.tasks):
            if task.dossier_id in found:
                found[task.dossier_id].tasks.append(task)
            elif task.dossier_id is None:
                loose[task.id] = [_task(task)]
        if desk.work.tenant_id in task_ids:
            loose[desk.work.tenant_id] = [stuck_thing(desk.work)]
    words = _Words(desk)
    shown = {key: sorted(words.of(one), key=lambda thing: thing.place) for key, one in found.items()}
    return {key: one.matter for key, one in found.items()}, shown | loose


def matters_of(desk: Desk, ids: Sequence[uuid.UUID]) -> list[Matter]:
    """Matters by id; whoever asks has made sure that the actor may see them."""
    if not ids:
        return []
    query = select(*columns(desk.plans)).where(
        _D.c.tenant_id == bindparam("tenant"), id_in(_D.c.id, "dossiers", ids)
    )
    rules = rules_of(desk.work)
    return [matter_of(row, rules) for row in read_rows(desk.work.session, query)]


def _add_clocks(desk: Desk, found: Mapping[uuid.UUID, _Of]) -> None:
    until = desk.work.today + COMING
    query = select(Clock.dossier_id, Clock.code, Clock.due_on, Clock.explanation).where(
        id_in(Clock.dossier_id, "dossiers", list(found))
    )
    for running in (desk.clocks(until), *([desk.waited_for(until)] if desk.chances else [])):
        for row in desk.work.session.execute(query.where(*running).order_by(Clock.due_on, Clock.code)):
            found[row.dossier_id].clocks.append((row.code, row.due_on, row.explanation))


def _add_posts(desk: Desk, found: Mapping[uuid.UUID, _Of]) -> None:
    row = OutboxRow
    query = select(row.id, row.matter_id, row.state, row.letter, row.letter_id, row.meets).where(
        row.state.in_([state.value for state in STATES])
        | (row.state.in_(sorted(ON_ITS_WAY)) & row.meets.is_not(None)),
        id_in(row.matter_id, "dossiers", list(found)),
    )
    for one in desk.work.session.execute(query.order_by(row.created_at, row.id)):
        found[one.matter_id].posts.append(Post(*one))


class _Words:
    """How things are said at this organisation, to this reader."""

    def __init__(self, desk: Desk) -> None:
        self.work: Work = desk.work
        self.handles = desk.handles
        self.rules: Mapping[str, DeadlineRule] = rules_of(desk.work)

    def process(self, matter: Matter) -> ComplaintProcess:
        """The road of a matter, as it is today."""
        return process_of(self.work.organisation.for_case(known_of(matter)))

    def of(self, one: _Of) -> Iterator[Thing]:
        """Everything that presses in one matter."""
        things = list(self._pressing(one))
        yield from things
        if self.handles and one.matter.close_ground is None and not any(thing.answer for thing in things):
            act = act_of_step(one.matter, self.process(one.matter), self.work.actor.roles)
            if act:
                yield self._step(one, act, alone=not things)

    def _step(self, one: _Of, act: Act, *, alone: bool) -> Thing:
        """What a matter is up to where nothing else in it asks for anything."""
        filed_at = one.matter.filed_at
        if alone and filed_at >= since(self.work):
            return Thing(what="Nieuw", kind="new", day=local_date(filed_at), acts=(act,))
        label = every_step(self.work.organisation).get(one.matter.step, one.matter.step)
        return Thing(what=label, kind="step", day=self.work.today, shows_day=False, acts=(act,))

    def _pressing(self, one: _Of) -> Iterator[Thing]:
        today, used = self.work.today, set[uuid.UUID]()
        for code, due_on, explanation in one.clocks:
            thing, row = self._term(one, code, due_on, explanation)
            used |= {row.id} if row else set()
            yield thing
        by_state: dict[str, list[Post]] = {}
        for post in one.posts:
            if post.state in ON_ITS_WAY:
                continue
            by_state.setdefault(_WORDS[post.state][0], []).append(post)
        for posts in by_state.values():
            if not used.issuperset(post.id for post in posts):
                yield self._post(posts)
        for task in one.tasks:
            yield _task(task)
        matter = one.matter
        if matter.waits_for_complainant:
            yield Thing(
                what="Nog niet compleet",
                kind="waiting",
                day=today + COMING + timedelta(days=1),
                shows_day=False,
                waits_for="de klager",
                acts=(
                    act_of_incomplete(
                        matter,
                        self.process(matter),
                        self.work.actor.roles,
                        only_signature=self._only_signature(one),
                    ),
                )
                if self.handles
                else (),
            )

    def _term(self, one: _Of, code: str, due_on: date, explanation: str) -> tuple[Thing, Post | None]:
        rule, act, row = self.rules.get(code), None, None
        acts: list[Act | None] = []
        if rule is not None and rule.chance and due_on < self.work.today:
            return self._lapsed(rule, one.matter, due_on, explanation), None
        if self.handles:
            only = one.matter.waits_for_complainant and self._only_signature(one)
            roles = self.work.actor.roles
            act, row = act_of_term(
                rule, one.matter, one.posts, self.process(one.matter), roles, only_signature=only
            )
            acts = [act_before(rule, one.matter, one.posts, self.process(one.matter), roles), act]
        waits_for = WAITS_FOR.get(rule.met_by, "") if rule else ""
        goes = row is not None and row.state in ON_ITS_WAY
        if goes:
            waits_for = "de verzending, die gaat vanzelf"
        return Thing(
            what=rule.label if rule else code,
            kind="term",
            day=due_on,
            late=due_on < self.work.today and (rule is None or rule.can_be_late),
            why=_why(explanation, rule),
            article=str(rule.source) if rule else "",
            waits_for=waits_for,
            acts=tuple(one for one in acts if one),
            longer=longer(one.matter, rule) if self.handles and not goes else None,
            goes=goes,
        ), row

    def _lapsed(self, rule: DeadlineRule, matter: Matter, due_on: date, explanation: str) -> Thing:
        """Nobody used a chance: nobody is late, and the matter can go on."""
        acts = (
            acts_of_lapsed(rule, matter, self.process(matter), self.work.actor.roles) if self.handles else ()
        )
        return Thing(
            what=f"Voorbij: {rule.label[:1].lower()}{rule.label[1:]}",
            kind="lapsed",
            day=due_on,
            shows_day=False,
            why=_why(explanation, rule),
            article=str(rule.source),
            acts=acts,
        )

    def _only_signature(self, one: _Of) -> bool:
        """Whether a signature is all that is missing; looked up once, and only for what is not complete."""
        if one.only_signature is None:
            dossier = self.work.session.get_one(Dossier, (self.work.tenant_id, one.matter.id))
            answers = answers_for(self.work, dossier)
            one.only_signature = only_signature(content_of(self.work, dossier), answers.required_content)
        return one.only_signature

    def _post(self, posts: Sequence[Post]) -> Thing:
        first = posts[0]
        kind, one, several = _WORDS[first.state]
        title = letter_title(self.work.organisation, first.letter)
        return Thing(
            what=(one if len(posts) == 1 else several).format(letter=title, many=len(posts)),
            kind=kind,
            day=self.work.today,
            shows_day=False,
            acts=(act_of_post(first),),
        )


def _task(task: OpenTask) -> Thing:
    """A task with the way to what it is about, and the press that ends it."""
    way = lead(task.kind, task.id, task.dossier_id)
    ends = press(task.kind, task.id)
    acts = (way, ends) if ends else (way,)
    if task.kind == TaskKind.CALL_BACK:
        acts = acts[::-1]
    return Thing(what=task.label, kind="task", day=task.due_on, acts=acts, task=task)


def _why(explanation: str, rule: DeadlineRule | None) -> str:
    """How a term came about, with the note of its rule; each with a full stop."""
    said = (explanation, (rule.note if rule else "") or "")
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in said if text)
