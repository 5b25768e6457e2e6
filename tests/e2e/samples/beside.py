"""Samples of papers that stand beside a text."""

from typing import Any

from tests.e2e.samples.common import thing


def link(number: int, title: str) -> dict[str, Any]:
    return {
        "number": number,
        "title": title,
        "url": f"/lumens/kantoor/dossiers/0193?stuk={number}",
        "part_url": f"/lumens/kantoor/dossiers/0193/stukken/{number}/ernaast",
    }


LINKS = (link(1, "Brief"), link(2, "Foto van de stoep"), link(3, "Verslag"))
BESIDE = thing(papers=LINKS, open=None)
"""Nothing is open."""


def opened(**values: Any) -> Any:
    """The second of three is open: the first pages of a PDF."""
    shown = {
        "number": 2,
        "title": "Verslag van het gesprek.pdf",
        "from_whom": "De organisatie",
        "done_on": None,
        "side_label": "voor beide partijen",
        "lacks": [],
        "url": "/lumens/kantoor/dossiers/0193/stukken/2",
        "place": 2,
        "of": 3,
        "before": LINKS[0],
        "after": LINKS[2],
        "close_url": "/lumens/kantoor/dossiers/0193",
        "blocks": None,
        "copy_url": "/lumens/kantoor/dossiers/0193/stukken/2/leeskopie",
        "picture_url": "/static/icon.svg",
        "image": False,
        "most": 8,
    }
    return thing(papers=LINKS, open=thing(**{**shown, **values}))
