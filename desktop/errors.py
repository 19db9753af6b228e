"""The two ways a thing may end that are not faults of the program: refused, and cancelled."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A person can act on this: a code, the values of its sentence, and never the sentence itself.

    The sentence stands in `desktop.wording`, so that nothing below the screen knows a language.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """Code and names of the values only: values may be personal data and must not reach a log."""
        return f"{self.code} ({', '.join(sorted(self.values))})" if self.values else self.code


class Cancelled(Exception):  # noqa: N818 - the person asked for it
    """The person who started the work stopped it; nothing of it was kept."""
