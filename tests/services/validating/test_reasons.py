"""The coded reasons: a list of data that is whole, ordered, and honest about codes it does not know."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.services.validating import reasons
from desktop.wording.translator import sentences


def test_the_packaged_list_is_whole() -> None:
    found = reasons.known()
    assert len({one.code for one in found}) == len({one.label for one in found}) == len(found) > 10
    assert all(one.label[0].isupper() and not one.label.endswith(".") for one in found)
    assert all(len(one.code) <= 32 for one in found)


def test_every_rule_named_is_an_outcome_of_the_rules() -> None:
    rules = [one.rule for one in reasons.known() if one.rule]
    assert len(set(rules)) == len(rules)
    assert set(rules) == {
        "rules.registered_no", "rules.pkh_yes", "rules.other_aid_yes", "rules.component_none",
    }  # fmt: skip
    assert set(rules) <= sentences().keys()


def test_codes_come_in_the_order_of_the_list_and_once() -> None:
    assert reasons.check(["moved", "pkh", "moved"]) == ("pkh", "moved")


@pytest.mark.parametrize(("codes", "code"), [([], "validating.no_reason"), (["pkh", "x"], "validating.strange_reason")])
def test_no_reason_and_a_strange_one_are_refused(codes: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        reasons.check(codes)
    assert refused.value.code == code
    assert refused.value.values.get("code", "x") == "x"


def test_what_rules_say_becomes_reasons() -> None:
    assert reasons.of_rules(["rules.component_none", "rules.pkh_yes", "rules.pkh_unknown"]) == ("pkh", "no_component")
    assert reasons.of_rules([]) == ()


def test_a_code_that_left_the_list_stands_for_itself() -> None:
    assert reasons.labels(["moved", "of old"]) == ("Pindah dari desa ini", "of old")


def test_an_office_may_have_its_own_list(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[reasons]]\ncode = "far"\nlabel = "Terlalu jauh"\n', "utf-8")
    (only,) = reasons.known(own)
    assert (only.code, only.label, only.rule) == ("far", "Terlalu jauh", "")
