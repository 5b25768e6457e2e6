"""The form of a door that opens with a code."""

from wederhoor.vault.codes import CodeInvalid, read_code
from wederhoor.web.fields import (
    BaseForm,
    line,
)
from wederhoor.web.language import Said


class CodeForm(BaseForm):
    """A door that opens with a code."""

    code = line("Uw code", maximum=80)

    def read(self) -> str | None:
        """The code that was typed; None when it is none, with why at the field."""
        if not self.validate():
            return None
        try:
            return read_code(self.code.data)
        except CodeInvalid as why:
            self.code.errors = [Said(why.msgid, **why.values)]
            return None
