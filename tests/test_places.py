"""From what people type to plans and indicators."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogues import catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.loader import load
from plancmp.compare.model import Audience
from plancmp.compare.places import find_indicator, find_jurisdiction, select_plans


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    return catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤3‰")),
        plan("qingcheng-women", "qingcheng", target("women-on-committees", "≥30%")),
        plan("yueqing-children", "yueqing", target("enrolment-rate", "≥98%")),
        upper("national-children", "nation", target("myopia-rate", "≤38%")),
        upper("national-women", "nation", target("women-on-committees", "≥30%")),
    )


@pytest.mark.parametrize(
    "typed",
    ["东莞", "东莞市", "dongguan", "Dongguan", "dong guan", "Dong-Guan", "dong'guan", "441900", "dg",
     "DG", " 东莞 ", "ｄｏｎｇｇｕａｎ"],
)  # fmt: skip
def test_a_place_answers_to_name_pinyin_code_and_initials(book: Catalogue, typed: str) -> None:
    found = find_jurisdiction(book, typed)
    assert found is not None
    assert found.id == "dongguan"


def test_a_place_answers_to_its_usual_variants(book: Catalogue) -> None:
    for typed in ("leqing", "乐清市", "yueqing", "清远市清城区"):
        assert find_jurisdiction(book, typed) is not None


def test_initials_of_a_place_with_a_plan_go_before_those_of_one_without(book: Catalogue) -> None:
    found = find_jurisdiction(book, "qc")
    assert found is not None
    assert found.id == "qingcheng"


def test_a_word_nothing_answers_to_is_no_place(book: Catalogue) -> None:
    assert find_jurisdiction(book, "广州") is None
    assert find_jurisdiction(book, "") is None


def test_places_that_cannot_be_told_apart_are_named(tmp_path: Path) -> None:
    twin = {"id": "dongguang", "code": "130923", "name": "东光县", "short": "东光",
            "pinyin": "dong guang", "en": "Dongguang", "level": "county", "parent": "nation"}  # fmt: skip
    first = catalogue(tmp_path, plan("dongguan-children", "dongguan"))
    assert find_jurisdiction(first, "dg") is not None
    overlay = tmp_path / "twin.yaml"
    overlay.write_text(
        "jurisdictions:\n- {" + ", ".join(f"{k}: '{v}'" for k, v in twin.items()) + "}\n"
        "plans:\n- {id: dongguang-children, jurisdiction: dongguang, audience: children, "
        "title: 东光规划, number_note: 无, period: 2021–2030}\n",
        encoding="utf-8",
    )
    both = load(tmp_path / "catalogue.yaml", [overlay])
    with pytest.raises(UsageError, match=r"东莞.*东光"):
        find_jurisdiction(both, "dg")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("东完", "东莞"), ("dongguang", "东莞"), ("清成", "清城"), ("yueqin", "乐清"),
     ("qingcheng-childern", "qingcheng-children")],
)  # fmt: skip
def test_a_typo_gets_a_suggestion(book: Catalogue, typed: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        select_plans(book, [typed])


def test_without_names_the_local_plans_are_meant(book: Catalogue) -> None:
    assert [p.id for p in select_plans(book).plans] == [
        "dongguan-children", "qingcheng-children", "qingcheng-women", "yueqing-children",
    ]  # fmt: skip
    women = select_plans(book, audience=Audience.WOMEN).plans
    assert [p.id for p in women] == ["qingcheng-women"]


def test_plans_come_in_the_order_named_and_once(book: Catalogue) -> None:
    found = select_plans(book, ["乐清", "清城", "qingcheng-women", "yueqing"]).plans
    assert [p.id for p in found] == ["yueqing-children", "qingcheng-children", "qingcheng-women"]


def test_a_place_without_a_plan_of_the_audience_is_not_collected(book: Catalogue) -> None:
    found = select_plans(book, ["东莞", "清城"], Audience.WOMEN)
    assert [p.id for p in found.plans] == ["qingcheng-women"]
    assert [(place.id, audience) for place, audience in found.not_collected] == [
        ("dongguan", Audience.WOMEN)
    ]


def test_a_plan_of_the_other_audience_contradicts_the_audience_asked_for(book: Catalogue) -> None:
    with pytest.raises(UsageError, match="qingcheng-children"):
        select_plans(book, ["qingcheng-children"], Audience.WOMEN)


@pytest.mark.parametrize(
    "typed",
    ["infant-mortality", "婴儿死亡率", "婴儿死亡", "Infant mortality rate", "INFANT MORTALITY",
     "婴儿", "infant"],
)  # fmt: skip
def test_an_indicator_answers_to_id_names_aliases_and_parts(book: Catalogue, typed: str) -> None:
    assert find_indicator(book, typed).id == "infant-mortality"


def test_of_several_that_contain_a_word_the_stated_one_is_meant(book: Catalogue) -> None:
    # 儿童伤害死亡率 is in the registry, but nobody states it
    assert find_indicator(book, "死亡率").id == "infant-mortality"


def test_several_stated_ones_are_listed(book: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"infant-mortality|enrolment-rate"):
        find_indicator(book, "率")


def test_an_unknown_indicator_gets_a_suggestion(book: Catalogue) -> None:
    with pytest.raises(UsageError, match="infant-mortality"):
        find_indicator(book, "infant-mortalty")
    with pytest.raises(UsageError, match="plancmp indicators"):
        find_indicator(book, "")


@pytest.mark.parametrize(
    ("typed", "plans"),
    [("东莞", 1), ("兰溪", 1), ("曾都", 2), ("乐清", 1), ("清城", 2), ("dg", 1), ("lx", 1), ("zd", 2),
     ("yq", 1), ("qc", 2), ("441900", 1), ("330781", 1), ("421303", 2), ("330382", 1),
     ("441802", 2), ("leqing", 1), ("yueqing", 1)],
)  # fmt: skip
def test_the_five_places_answer_to_all_their_names(typed: str, plans: int) -> None:
    assert len(select_plans(load(), [typed]).plans) == plans


def test_the_beginning_of_a_name_suggests_all_that_begin_so(book: Catalogue) -> None:
    with pytest.raises(UsageError) as refused:
        select_plans(book, ["qing"])
    assert refused.value.zh.endswith("是不是“清城”或“qingcheng-children”或“qingcheng-women”？")
    with pytest.raises(UsageError) as refused:
        select_plans(book, ["东"])
    assert refused.value.zh.endswith("是不是“东莞”？")
