"""What binds every letter, call and appointment with one party: asked once, kept sealed with the party."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wederhoor.rules.contact import Wishes, post_is_safe

LATER = frozenset({"called", "reads"})
"""What only the own page asks, once there is a case."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """Standing, safe contact and needs of a party; an empty string is "not told", "yes" a box that was ticked."""

    called: str = ""
    """How somebody wants to be addressed; it finds nobody, proves nothing, and changes no name."""
    reads: str = ""
    """The code of the language somebody reads best, as they chose on their own page."""
    relation: str = ""
    authority: str = ""
    """How somebody may speak for another: `legal`, `written`, `parental`, `none`, `unknown`."""
    minor: str = ""
    alone: str = ""
    """"yes": a child that complains alone; nobody at home is told."""
    post_home: str = ""
    """"yes": a child that complains alone said, when asked plainly, that letters may come home."""
    may_know: str = ""
    safe_address: str = ""
    instructions: str = ""
    no_post: str = ""
    no_email: str = ""
    no_voicemail: str = ""
    no_address: str = ""
    """No fixed address: nothing can be written there; `safe_address` is where post does arrive."""
    interpreter: str = ""
    """The language, or "yes"."""
    sign_language: str = ""
    large_print: str = ""
    help: str = ""

    def as_dict(self) -> dict[str, str]:
        """Only what was told, to be sealed."""
        return {name: value for name in self.__dataclass_fields__ if (value := getattr(self, name))}

    def safe(self, channel: str) -> bool:
        """Whether news may go this way without somebody looking first."""
        if channel == "post":
            return post_is_safe(self.wishes("post"))
        return not (channel == "email" and self.no_email)

    def wishes(self, channel: str, *, email: str = "", phone: str = "", email_yes: bool = False) -> Wishes:
        """What was said about being reached, with the way that is chosen, to be judged by `rules.contact.clash`."""
        return Wishes(
            channel=channel,
            email=bool(email),
            email_yes=email_yes,
            phone=bool(phone),
            no_post=bool(self.no_post),
            no_email=bool(self.no_email),
            no_home=bool(self.no_address),
            other_address=bool(self.safe_address),
            child_alone=self.alone == "yes",
            post_home=self.post_home == "yes",
        )

    def bound(self) -> list[str]:
        """What whoever calls, writes or meets this person must know, a sentence each."""
        lines = [self.instructions] if self.instructions else []
        if self.no_address:
            lines.append("Heeft geen vast adres.")
        elif not self.safe("post"):
            lines.append("Stuur niets naar het adres.")
        if self.no_email:
            lines.append("Stuur geen e-mail.")
        if self.no_voicemail:
            lines.append("Spreek geen voicemail in.")
        if self.safe_address:
            lines.append(f"{'Postadres' if self.no_address else 'Veilig adres'}: {self.safe_address}")
        if self.alone == "yes":
            lines.append("Klaagt alleen: vertel het thuis niemand.")
        if self.may_know:
            lines.append(f"Wie ervan mag weten: {self.may_know}")
        return lines

    def needs(self) -> list[str]:
        """What to arrange for every appointment and letter, a few words each."""
        found = []
        if self.interpreter:
            found.append("Tolk" if self.interpreter == "yes" else f"Tolk: {self.interpreter}")
        if self.sign_language:
            found.append("Tolk gebarentaal")
        if self.large_print:
            found.append("Grote letters")
        if self.help:
            found.append("Hulp" if self.help == "yes" else f"Hulp: {self.help}")
        return found


def read_details(values: Mapping[str, Any] | None) -> Details:
    """Details from sealed data; unknown names of another shape are left out."""
    known = Details.__dataclass_fields__
    return Details(**{name: str(value) for name, value in (values or {}).items() if name in known})
