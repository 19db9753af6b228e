"""Words for people: the sentences of refusals and problems, and the translator that turns them Indonesian."""

from desktop.wording.translator import N_, Translator, load

__all__ = ["N_", "Translator", "load"]
