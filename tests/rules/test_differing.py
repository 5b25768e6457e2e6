"""What differs between two texts: word by word, and what stayed only beside it."""

from wederhoor.rules.differing import MOST_COMPARED, by_line, by_sentence

BEFORE = [
    "Beste lezer,",
    "",
    "Wij bellen u op maandag over uw klacht.",
    "Tot dan.",
    "Groet,",
    "Kim",
    "Nooit meer.",
]


def test_a_line_that_changed_tells_which_words() -> None:
    after = [
        *BEFORE[:2],
        "Wij bellen u op vrijdag over uw klacht.",
        *BEFORE[3:6],
        "Een regel erbij die nergens op lijkt.",
    ]
    found = by_line(BEFORE, after)
    assert [one.kind for one in found] == ["same", "changed", "same", "gap", "same", "new", "gone"]
    assert found[1].pieces == (
        ("same", "Wij bellen u op "),
        ("gone", "maandag "),
        ("new", "vrijdag "),
        ("same", "over uw klacht. "),
    )
    assert found[-1].pieces == (("gone", "Nooit meer."),)


def test_the_same_text_has_no_differences_and_empty_lines_are_none() -> None:
    assert by_line(BEFORE, [*BEFORE, "", " "]) == []
    assert by_line([], ["Nieuw."])[0].kind == "new"
    assert [one.kind for one in by_sentence("Een. Twee.", "Een. Drie erbij.")] == ["same", "new", "gone"]


def test_a_very_long_stretch_is_not_held_line_against_line() -> None:
    many = round(MOST_COMPARED**0.5) + 1
    found = by_line(
        [f"Dit is regel {n} van toen" for n in range(many)], [f"Dit is regel {n} van nu" for n in range(many)]
    )
    assert [one.kind for one in found].count("changed") == 0 and len(found) == 2 * many
