"""Names that clerks spell in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.names import match_key, normal_name, same_name, shown_name, signer, sort_key, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SITI AMINAH", "Siti  Aminah"),
        ("SITI AMINAH", "Hj. Siti Aminah"),
        ("SITI AMINAH", "SITI AMINAH BINTI SARIP"),
        ("SITI AMINAH", "Siti Aminah, S.Pd."),
        ("SITI AMINAH", "Siti Aminah, S.Pd.I, M.Si"),
        ("MUHAMMAD YUSUF", "MUH. YUSUF"),
        ("MUHAMMAD YUSUF", "Moch Yusuf"),
        ("MUHAMMAD YUSUF", "M. YUSUF"),
        ("NURHASANAH", "NUR HASANAH"),
        ("MA'MUN", "MAMUN"),
        ("MA\u2019MUN", "Ma`mun"),
        ("JUNAEDI", "DJUNAEDI"),
        ("SUHARTO", "SOEHARTO"),
        ("CECEP", "TJETJEP"),
        ("ABDUL ROHMAN", "ABD. ROHMAN"),
        ("AHMAD", "ACHMAD"),
        ("TB. ENCEP", "Tubagus Encep"),
        ("KH. ABDUL HADI", "ABDUL HADI"),
        ("SAID", "SA\u00cfD"),
        ("ALM. SARIP", "SARIP"),
        ("UMI KULSUM", "UMMI KULSUM"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SITI AMINAH", "SITI AMINI"),
        ("SARIP", "SARIPAH"),
        ("MUHAMMAD", "MUHAMMAD YUSUF"),
        ("", ""),
        (".", "-"),
        ("SARIP, AMINAH", "SARIP"),
        ("M", "MUHAMMAD"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_name_that_is_only_a_title_stays() -> None:
    assert normal_name("HAJI") == "HAJI"
    assert sort_key("H.") == "H"
    assert normal_name("BINTI") == "BINTI"


@given(st.text(max_size=40))
def test_keys_are_steady_and_clean(name: str) -> None:
    key = match_key(name)
    assert not any(sign.isspace() for sign in key)
    assert match_key(" ".join(name.split())) == key
    assert same_name(name, name) == bool(key)
    assert sort_key(name) == sort_key(sort_key(name)) or not name.isascii()


def test_lists_sort_by_the_name_not_the_title() -> None:
    names = ["Hj. Yati", "H. ACENG", "Drs. Budi", "cecep", "'Aisyah"]
    assert sorted(names, key=sort_key) == ["H. ACENG", "'Aisyah", "Drs. Budi", "cecep", "Hj. Yati"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SITI AMINAH BINTI SARIP", "Siti Aminah binti Sarip"),
        ("siti  aminah", "Siti Aminah"),
        ("MA'MUN NAWAWI", "Ma'mun Nawawi"),
        ("H. TB. ENCEP", "H. Tb. Encep"),
        ("NUR-AINI", "Nur-Aini"),
        ("BINTI", "Binti"),
        ("", ""),
        ("Siti McAminah", "Siti McAminah"),
    ],
)
def test_names_as_shown(written: str, shown: str) -> None:
    assert shown_name(written) == shown


@given(st.text(max_size=40))
def test_showing_changes_no_letter(name: str) -> None:
    if name.isascii():
        assert shown_name(name).upper() == " ".join(name.split()).upper()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Muhammad", "MOCH"),
        ("MOH. JAELANI", "MUHAMMAD DJAELANI"),
        ("Djaelani", "JAELANI"),
        ("SUKARNO", "SOEKARNO"),
        ("SOEKARNO", "SUKARNO"),
        ("Ijah", "IJA"),
        ("FATIMAH", "PATIMAH"),
        ("Syarif", "SARIF"),
        ("ANA", "ANNA"),
        ("ANNA", "ANA"),
        ("Zubaedah", "JUBAEDAH"),
        ("Achmad", "AKHMAD"),
        ("QOMAR", "KOMAR"),
        ("SITI AMINAH BINTI SARIP", "SITI AMINNAH"),
    ],
)
def test_a_name_is_looked_up_in_the_ways_clerks_write_it(typed: str, written: str) -> None:
    ways = spellings(typed)
    there = written.split()
    assert len(ways) >= len(there)
    assert all(word in way for word, way in zip(there, ways, strict=False))


@given(st.text(max_size=30))
def test_the_ways_of_a_word_are_words_and_begin_with_it(name: str) -> None:
    words = normal_name(name).split()
    ways = spellings(name)
    assert [way[0] for way in ways] == words
    assert all(one and " " not in one for way in ways for one in way)
    assert all(len(set(way)) == len(way) for way in ways)


@pytest.mark.parametrize(
    ("line", "name", "office"),
    [
        ("H. Sukarta, Camat Sumur", "H. Sukarta", "Camat Sumur"),
        ("Ujang", "Ujang", ""),
        ("Dr. Hj. SITI, S.Sos., M.M., Kepala Desa Cikadu", "Dr. Hj. SITI, S.Sos., M.M.", "Kepala Desa Cikadu"),
        ("Dewi Lestari, S.Kom", "Dewi Lestari, S.Kom", ""),
        ("Rohim, Ketua RT 01, Desa Cikadu", "Rohim", "Ketua RT 01, Desa Cikadu"),
    ],
)
def test_degrees_belong_to_the_name_of_who_signs(line: str, name: str, office: str) -> None:
    assert signer(line) == (name, office)
