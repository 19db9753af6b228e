"""Places as files write them, matched to areas by name; doubt stays a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.gazetteer import Gazetteer
from desktop.rules.area_matching import AreaMatcher, MatchHow, MatchResult
from desktop.rules.area_names import area_name, one_slip_apart
from desktop.rules.areas import Area, AreaLevel
from desktop.rules.register import AreaAsWritten
from desktop.wording.areas import SENTENCES

GAZETTEER = Gazetteer()
BANTEN = GAZETTEER.within("36")
NTB = GAZETTEER.within("52")
VILLAGES = [area for area in BANTEN if area.level is AreaLevel.VILLAGE]
SMALL = (
    Area("36", "Banten"),
    Area("36.04", "Kabupaten Serang"),
    Area("36.04.01", "Baros"),
    Area("36.04.01.2001", "Sukamanah"),
    Area("36.04.01.2002", "Padasuka II"),
    Area("36.04.01.2003", "Padasuka III"),
    Area("36.04.01.2004", "Sindangsari"),
    Area("36.04.01.1005", "Sindangsari"),
    Area("36.04.01.2006", "Desa Baru"),
    Area("36.04.02", "Petir"),
    Area("36.04.02.2001", "Sukamanah"),
    Area("36.04.02.2002", "Kadugenep"),
    Area("36.73", "Kota Serang"),
    Area("36.73.01", "Serang"),
    Area("36.73.01.1001", "Cipare"),
    Area("36.73.02", "Baros"),
    Area("36.73.02.1001", "Sukamanah"),
)


def matched(
    province: str = "", regency: str = "", district: str = "", village: str = "", code: str = ""
) -> MatchResult:
    return AreaMatcher(SMALL).match(AreaAsWritten(province, regency, district, village, code))


def test_the_sample_register_of_2015_finds_its_village_and_not_by_the_bps_code() -> None:
    written = AreaAsWritten("NUSA TENGGARA BARAT", "BIMA", "BOLO", "TIMU", bps_code="5206020007")
    result = AreaMatcher(NTB).match(written)
    assert (result.code, result.how) == ("52.06.02.2006", MatchHow.NAME)


def test_a_bps_code_alone_places_nothing() -> None:
    assert AreaMatcher(NTB).match(AreaAsWritten(bps_code="5206022006")).code is None


@pytest.mark.parametrize("upper", [True, False])
def test_every_village_of_banten_is_found_by_its_own_names(upper: bool) -> None:
    matcher = AreaMatcher(BANTEN)
    for village in VILLAGES:
        names = [area.name.upper() if upper else area.name for area in GAZETTEER.chain(village.code)]
        assert matcher.match(AreaAsWritten(*names)) == MatchResult(village.code, MatchHow.EXACT)


@given(st.sampled_from(VILLAGES), st.sampled_from(["DESA {}", "Ds. {}", "kel {}", "  {}.", "{} "]), st.booleans())
def test_words_before_the_name_and_stray_marks_do_not_matter(village: Area, form: str, joined: bool) -> None:
    _, regency, district, _ = (area.name for area in GAZETTEER.chain(village.code))
    name = form.format(village.name.replace(" ", "") if joined else village.name)
    written = AreaAsWritten("PROP. BANTEN", regency.replace("Kabupaten", "KAB."), f"Kec. {district}", name)
    result = AreaMatcher(GAZETTEER.within(village.code[:8])).match(written)
    assert result.code == village.code or village in result.candidates


@pytest.mark.parametrize(
    ("regency", "code"),
    [("KAB. SERANG", "36.04.01.2001"), ("Kabupaten Serang", "36.04.01.2001"), ("KOTA SERANG", "36.73.02.1001")],
)
def test_kabupaten_and_kota_of_one_name_are_told_apart(regency: str, code: str) -> None:
    assert matched("Banten", regency, "Baros", "Sukamanah").code == code


def test_a_bare_name_that_means_both_is_a_question() -> None:
    result = matched("Banten", "Serang", "Baros", "Sukamanah")
    assert (result.code, result.how) == (None, MatchHow.QUESTION)
    assert [area.code for area in result.candidates] == ["36.04.01.2001", "36.73.02.1001"]


def test_a_bare_name_is_settled_by_the_district() -> None:
    assert matched("Banten", "Serang", "Petir", "Sukamanah").code == "36.04.02.2001"


def test_a_village_of_several_districts_needs_the_district() -> None:
    result = matched("Banten", "Kab. Serang", "", "Sukamanah")
    assert result.code is None
    assert len(result.candidates) == 2
    assert matched("Banten", "Kab. Serang", "", "Kadugenep").code == "36.04.02.2002"


def test_a_lone_village_name_in_several_regencies_is_a_question_even_if_it_is_one() -> None:
    result = matched(village="Cipare")
    assert (result.code, [area.code for area in result.candidates]) == (None, ["36.73.01.1001"])


def test_a_lone_village_name_is_enough_where_there_is_one_regency() -> None:
    one = AreaMatcher(area for area in SMALL if area.code[:5] in {"36", "36.04"})
    assert one.match(AreaAsWritten(village="kadugenep")).code == "36.04.02.2002"


@pytest.mark.parametrize("written", ["PADASUKA 2", "Padasuka II", "Padasuka 02", "PADA SUKA-II", "Desa Padasuka 2"])
def test_roman_and_other_numerals_agree(written: str) -> None:
    assert matched("", "Kab Serang", "Baros", written).code == "36.04.01.2002"


def test_a_name_that_begins_with_desa_is_found_with_and_without_the_word() -> None:
    assert matched("", "Kabupaten Serang", "Baros", "DESA BARU").how is MatchHow.EXACT
    assert matched("", "Kab Serang", "Baros", "Kel. Desa Baru").code == "36.04.01.2006"


def test_desa_and_kelurahan_of_one_name_are_told_apart_only_by_the_word() -> None:
    assert matched("", "Kab Serang", "Baros", "Desa Sindangsari").code == "36.04.01.2004"
    assert matched("", "Kab Serang", "Baros", "Kel. Sindangsari").code == "36.04.01.1005"
    assert len(matched("", "Kab Serang", "Baros", "Sindangsari").candidates) == 2


@pytest.mark.parametrize("written", ["Soekamanah", "SUKAMANA", "Sukammanah"])
def test_another_spelling_is_taken_and_said(written: str) -> None:
    result = matched("", "Kab Serang", "Petir", written)
    assert (result.code, result.how) == ("36.04.02.2001", MatchHow.NEAR)


def test_a_wrong_letter_in_the_district_is_taken_but_in_the_village_is_a_question() -> None:
    assert matched("", "Kab Serang", "Petri", "Kadugenep") == MatchResult("36.04.02.2002", MatchHow.NEAR)
    result = matched("", "Kab Serang", "Petir", "Kadugenip")
    assert (result.code, [area.name for area in result.candidates]) == (None, ["Kadugenep"])


def test_a_village_in_another_district_than_written_is_offered_only() -> None:
    result = matched("", "Kab Serang", "Baros", "Kadugenep")
    assert (result.code, [area.code for area in result.candidates]) == (None, ["36.04.02.2002"])


@pytest.mark.parametrize("names", [("Jawa Barat", "Kab. Serang", "Baros", "Sukamanah"), ("", "Lebak", "", "Sukamanah")])
def test_another_province_or_regency_matches_nothing(names: tuple[str, str, str, str]) -> None:
    assert matched(*names).how is MatchHow.NOTHING


def test_nothing_written_matches_nothing() -> None:
    assert matched().how is MatchHow.NOTHING
    assert matched("Banten", "Kab. Serang", "Baros", " - ").how is MatchHow.NOTHING


def test_a_code_counts_when_the_name_agrees() -> None:
    assert matched(village="SUKAMANAH", code="3604022001") == MatchResult("36.04.02.2001", MatchHow.CODE)
    assert matched(code="36.04.02.2001").how is MatchHow.CODE
    assert matched(village="Sukamnah", code="36.04.02.2001").how is MatchHow.CODE


def test_a_code_against_the_name_gives_way_to_the_names() -> None:
    result = matched("", "Kab Serang", "Petir", "Kadugenep", "36.04.01.2001")
    assert result == MatchResult("36.04.02.2002", MatchHow.EXACT) or result.how is MatchHow.NAME
    assert result.code == "36.04.02.2002"


@pytest.mark.parametrize("code", ["36.04.02", "36.04.02.9999", "99", "junk"])
def test_a_code_that_is_no_village_is_left_aside(code: str) -> None:
    assert matched("", "Kab Serang", "Petir", "Kadugenep", code).code == "36.04.02.2002"


def test_the_same_place_is_looked_up_once() -> None:
    matcher = AreaMatcher(SMALL)
    written = AreaAsWritten("Banten", "Kab. Serang", "Petir", "Kadugenep")
    assert matcher.match(written) is matcher.match(AreaAsWritten("Banten", "Kab. Serang", "Petir", "Kadugenep"))


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=20))
def test_any_text_gets_an_answer(regency: str, district: str, village: str, code: str) -> None:
    result = matched("", regency, district, village, code)
    assert (result.code is None) == (result.how in {MatchHow.QUESTION, MatchHow.NOTHING})
    assert bool(result.candidates) == (result.how is MatchHow.QUESTION)


@pytest.mark.parametrize(
    ("written", "level", "kind", "key"),
    [
        ("KOTA", AreaLevel.REGENCY, "", "KOTA"),
        ("Kota Adm. Jakarta Barat", AreaLevel.REGENCY, "KOTA", "JAKARTABARAT"),
        ("Kota Baru", AreaLevel.VILLAGE, "", "KOTABARU"),
        ("Prov. NTB", AreaLevel.PROVINCE, "", "NUSATENGGARABARAT"),
        ("Lo'ko'uru", AreaLevel.VILLAGE, "", "LOKOURU"),
        ("Regapu\u2019u", AreaLevel.VILLAGE, "", "REGAPUU"),
        ("Pasar XIV", AreaLevel.VILLAGE, "", "PASAR14"),
        ("Kampung IX", AreaLevel.VILLAGE, "", "KAMPUNG9"),
    ],
)
def test_names_in_one_form(written: str, level: AreaLevel, kind: str, key: str) -> None:
    name = area_name(written, level)
    assert (name.kind, name.key) == (kind, key)


@given(st.text("ABC", min_size=1, max_size=6), st.integers(0, 5), st.sampled_from("ABCX"))
def test_one_slip_is_found_both_ways(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    for other in (word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]):
        assert one_slip_apart(word, other) == one_slip_apart(other, word) == (word != other)


def test_two_slips_are_too_many() -> None:
    assert one_slip_apart("SUKASARI", "SUKASAIR")
    assert not one_slip_apart("SUKASARI", "SUKASERU")
    assert not one_slip_apart("SUKASARI", "SUKA")


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (("", "", "", ""), "areas.unnamed", ""),
        (("", "Kab Serang", "Petir", "Bojong"), "areas.not_found", "Bojong"),
        (("", "Kab Serang", "", "Sukamanah"), "areas.question", "Sukamanah, Petir 36.04.02.2001"),
        (("", "Kab Serang", "Petir", "Soekamanah"), "areas.near", "Sukamanah, Petir"),
        (("", "Kota Serang", "Serang", "Cipare"), "areas.outside", "Cipare, Serang"),
    ],
)
def test_a_doubt_is_a_sentence_that_names_the_place(names: tuple[str, str, str, str], code: str, said: str) -> None:
    doubt = AreaMatcher(SMALL).doubt(AreaAsWritten(*names), "36.04")
    assert doubt is not None
    assert doubt.code == code
    assert said in SENTENCES[code].format(**doubt.values)


def test_a_sure_placing_leaves_no_doubt() -> None:
    matcher = AreaMatcher(SMALL)
    written = AreaAsWritten("Banten", "Kab. Serang", "Petir", "Kadugenep")
    assert matcher.doubt(written, "36.04") is None
    assert matcher.doubt(AreaAsWritten(kemendagri_code="3673011001"), "36") is None
    assert matcher.doubt(AreaAsWritten(kemendagri_code="3673011001")) is None


def test_an_unknown_code_alone_is_named_in_the_sentence() -> None:
    doubt = AreaMatcher(SMALL).doubt(AreaAsWritten(kemendagri_code="3699011001"))
    assert doubt is not None
    assert doubt.code == "areas.not_found"
    assert "3699011001" in SENTENCES[doubt.code].format(**doubt.values)
