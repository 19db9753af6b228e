"""The English sentence of a code, for tests that want each code to have one."""

from desktop.wording.translator import sentences


def sentence(code: str) -> str:
    return sentences()[code]
