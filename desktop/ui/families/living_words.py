"""How a family lives, in words: accounts, housing, other aid, its place, its ids in other registers."""

from collections.abc import Iterator
from functools import partial

from desktop.rules.code_lists import CodeBook
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.living import HousingState, KnownAs, PersonLiving
from desktop.services.families.living_words import DOT, GROUPS, account_words, housing_heading
from desktop.ui.kit.words import day
from desktop.wording import Translator


def known_words(t: Translator, book: CodeBook, one: KnownAs, detail: FamilyDetail) -> str:
    """The register, the id in it, whose it is, and when it was seen."""
    whose = [] if one.member is None else [detail.fields.members[one.member].name]
    return DOT.join((f"{book.source(one.source)} {one.value}", *whose, day(t, one.seen_on)))


def earlier_and_elsewhere(t: Translator, book: CodeBook, detail: FamilyDetail) -> str:
    """Lines on ids in other registers and accounts there were, for the form."""
    lines = [known_words(t, book, one, detail) for one in detail.ids]
    lines += [account_words(t, book, partial(day, t), one, whole=True) for one in detail.accounts if one.valid_to]
    lines += [housing_heading(t, partial(day, t), state) for state in detail.housings[1:]]
    return "\n".join(lines)


def housing_words(book: CodeBook, state: HousingState) -> Iterator[str]:
    """One line for the house, one for what the family has; what it has not is left out."""
    for group in GROUPS:
        words = []
        for question in book.group(group):
            kept = book.resolved(question.name, state.answers.get(question.name, ""))
            if not kept or (kept in ("no", "0") and group != "house"):
                continue
            words.append(question.title if kept == "yes" else f"{question.title}: {book.label(question.name, kept)}")
        if words:
            yield DOT.join(words)


def person_words(t: Translator, book: CodeBook, living: PersonLiving | None) -> Iterator[str]:
    """School, health, work and papers of a member, each only where something is said."""
    if living is None:
        return
    school = [living.school_name]
    school += [t("NPSN {number}", number=living.school_npsn)] if living.school_npsn else []
    school += [t("NISN {number}", number=living.nisn)] if living.nisn else []
    if any(school):
        yield DOT.join(part for part in school if part)
    if living.due_on:
        yield t("due {day}", day=day(t, living.due_on))
    for name in ("education", "chronic_illness", "work_status", "work_field"):
        kept = book.resolved(name, getattr(living, name))
        if kept and kept != "none":
            yield f"{book.own(name).title}: {book.label(name, kept)}"
    if living.papers:
        yield book.label("papers", living.papers)
