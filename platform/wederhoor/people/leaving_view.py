"""What the page where work ends offers and foretells: who can take over, who gets which role, what will happen."""

import uuid
from collections.abc import Mapping

from wederhoor.people import leaving, reach, succeeding
from wederhoor.people.colleague_forms import LeavingForm
from wederhoor.people.employments import stand_ins_named, supervisor_of
from wederhoor.people.service import everybody, roles_now
from wederhoor.rules.roles import HANDLERS, called_at
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work


def offer_takers(
    work: Work, account_id: uuid.UUID, form: LeavingForm, lefts: Mapping[str, reach.Left]
) -> None:
    """Who can take all of it, be it with a role that ends here; where nobody can, who can take what each room would leave.

    And for each role who may hold it: one that nobody else holds goes to who takes over unless somebody says otherwise.
    """
    people = {who: name for who, name in everybody(work).items() if who != account_id}
    held = leaving.roles_held(work, account_id)
    may = succeeding.who_may_hold(work, [one.role for one in held if one.given_on])
    form.offer_roles(
        {
            one.role: (
                [(str(who), name) for who, name in may[one.role].items() if who != account_id],
                not one.others,
            )
            for one in held
            if one.given_on
        },
        {one.role: one.label for one in held},
    )
    all_of_it, handles = reach.all_can(lefts), [one.label for one in held if one.role in HANDLERS]
    could = reach.could_all(lefts) - {work.actor.account_id} if handles else frozenset[uuid.UUID]()
    if not lefts:
        form.offer((str(one), name) for one, name in people.items())
    elif all_of_it or could:
        form.offer(
            (str(one), name if one in all_of_it else f"{name} (krijgt de rol {handles[0]})")
            for one, name in people.items()
            if one in all_of_it | could
        )
    if lefts and not all_of_it:
        form.offer_each(
            {
                room: [(str(one), name) for one, name in people.items() if one in left.takers]
                for room, left in lefts.items()
                if left.takers
            }
        )


def given(
    work: Work, account_id: uuid.UUID, form: LeavingForm, lefts: Mapping[str, reach.Left]
) -> dict[str, uuid.UUID]:
    """Who gets which role: as chosen, and who takes what only a role opens gets that role."""
    found: dict[str, uuid.UUID] = form.given
    taker = form.taken(["dossier"]).get("dossier")
    if taker is None or taker in reach.all_can(lefts) or taker not in reach.could_all(lefts):
        return found
    for one in leaving.roles_held(work, account_id):
        if one.role in HANDLERS:
            return {one.role: taker, **found}
    return found


def foretold(
    work: Work, account_id: uuid.UUID, form: LeavingForm, lefts: Mapping[str, reach.Left]
) -> list[str]:
    """What will happen, line by line."""
    people, last = everybody(work), form.last_day.data or work.today
    ending = {choice.value: choice.label for choice in form.what.choices}
    lines = [f"{ending[one]}: tot en met {dutch_date(last)}." for one in form.what.data]
    lines += [
        f"{people.get(who, 'Iemand')} krijgt vandaag de rol {called_at(work.organisation.roles, role)}."
        for role, who in given(work, account_id, form, lefts).items()
    ]
    taken = form.taken(lefts)
    for room, one in lefts.items():
        what = f"{one.what[0].upper()}{one.what[1:]}"
        to = people.get(taken[room], "iemand") if room in taken else ""
        lines.append(f"{what}: naar {to}." if to else f"{what}: nog naar niemand.")
    return lines


def proposed(work: Work, account_id: uuid.UUID, lefts: Mapping[str, reach.Left]) -> uuid.UUID | None:
    """Who most likely takes over: who can open all of it and stands in already, does the same by a role, or leads; else nobody."""
    stand_ins = {one.stand_in_id for one in stand_ins_named(work, of=[account_id])}
    needed, held = succeeding.roles_needed(work, account_id), roles_now(work)
    leader = supervisor_of(work, account_id)

    def fits(who: uuid.UUID) -> tuple[bool, int, bool]:
        does = sum(bool(held.get(who, set()).intersection(do)) for do in needed.values())
        return who in stand_ins, does, who == leader

    able = [who for who in everybody(work) if who in reach.all_can(lefts)]
    best = max(able, key=fits, default=None)
    return best if best is not None and any(fits(best)) else None
