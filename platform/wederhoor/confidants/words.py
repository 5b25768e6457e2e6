"""What pages call what was written in a talk: for the confidant, and for whoever talks with them."""

from wederhoor.confidants.opened import TalkEntry

ENTRY_TITLES = {
    TalkEntry.NOTE: "Notitie",
    TalkEntry.FROM_WORKER: "Bericht van de ander",
    TalkEntry.TO_WORKER: "Uw bericht",
    TalkEntry.SHARE_ASKED: "Gevraagd: mag een waarnemer meelezen?",
    TalkEntry.SHARE_ANSWER: "Antwoord over de waarnemer",
    TalkEntry.SUPPORT: "Ondersteuning bij een klacht",
    TalkEntry.CLOSING: "Afgerond",
}
OWN_TITLES = {
    TalkEntry.FROM_WORKER: "Uw bericht",
    TalkEntry.TO_WORKER: "Van de vertrouwenspersoon",
    TalkEntry.SHARE_ASKED: "Vraag: mag een waarnemer meelezen?",
    TalkEntry.SHARE_ANSWER: "Uw antwoord",
    TalkEntry.SUPPORT: "Afspraak over ondersteuning",
    TalkEntry.CLOSING: "Afgerond",
}
