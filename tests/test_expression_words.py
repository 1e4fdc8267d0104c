"""The words of the grammar that only one kind of expression needs."""

from __future__ import annotations

import pytest
from plancmp.compare.expression import read_expression
from plancmp.compare.expression.normalise import normalise
from readings import HIGHER, notation, refusal


@pytest.mark.parametrize(
    "noun",
    [
        "义务教育巩固率", "女教师比例", "女性就业占比", "女性党员比重", "出生人口性别比", "参保人数",
        "优质学位数量", "图书总量", "户外活动时长", "陪伴时间", "受教育年限", "人均预期寿命",
        "人均体育场地面积", "服务距离", "办学规模", "教育水平", "信息化程度", "教学质量",
        "儿童综合素质", "科学素养", "保障标准", "社工待遇", "城乡差距", "性别差异", "服务覆盖面",
        "服务范围", "上升趋势", "公共服务可及性", "基本公共服务均等化", "服务效能", "托育服务供给",
        "公办学位", "公益岗位", "可支配收入", "新生儿体重", "平均身高", "血红蛋白浓度", "社会参与度",
        "政策知晓度", "群众满意度", "初婚年龄", "受惠面", "法律知识普及面", "帮扶力度", "生均公用经费",
        "托育费用", "财政投入", "普惠托位", "儿科床位",
    ],
)  # fmt: skip
def test_what_has_a_level_can_be_raised(noun: str) -> None:
    assert notation(f"提升{noun}") == "↑"


@pytest.mark.parametrize(
    "name",
    [
        "共同意识", "应急能力", "家庭观念", "看家本领", "文化自觉", "共同责任感", "获得感", "幸福感",
        "安全感", "协同机制", "报告制度", "服务体系", "示范工程", "关爱行动", "培养计划", "工作方案",
        "保障措施",
    ],
)  # fmt: skip
def test_one_mechanism_or_campaign_is_named_and_not_counted(name: str) -> None:
    assert refusal(f"形成一个{name}") == (2, f"“{name}”是名称，前面的数不是目标")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("等于100%", "=100%"),
        ("=100%", "=100%"),
        ("师生比不低于1.5比1", "≥1.5:1"),
        ("百分之百", "≥100%"),
        ("达到百分百", "≥100%"),
        ("半数以上的学校", "≥50%"),
        ("达到一半以上", "≥50%"),
        ("百分之95.50以上", "≥95.50%"),
        ("八分之一以上", "≥12.5%"),
        ("10万分之九以下", "≤9/10万"),
        ("1万分之三以下", "≤3/万"),
        ("2千个以上", "≥2000个"),
        ("1百万个以上", "≥1000000个"),
        ("1千万个以上", "≥10000000个"),
        ("123456789012个以上", "≥123456789012个"),
        ("年服务人数十万人以上", "≥100000人"),
        ("半数家庭", "≥50%"),
        ("三成至五成", "30–50%"),
        ("1个半小时以上", "≥90分钟"),
        ("12个半小时以内", "≤750分钟"),
    ],
)
def test_the_rarer_ways_to_write_a_number(text: str, expected: str) -> None:
    assert notation(text, HIGHER) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("0.1‰以下", "/10万", "≤0.1‰"),
        ("万分之三以下", "‰", "≤3/万"),
        ("1/万以下", "/10万", "≤10/10万"),
        ("0.4%以下", "‰", "≤0.4%"),
        ("建成3所", "%", "≥3所"),
        ("新增3个托位", "个/千人", "≥3个"),
        ("至少50分钟", "小时", "≥50分钟"),
        ("一半以上的学校", "小时", "≥50%"),
        ("半小时以上", "分钟", "≥30分钟"),
        ("每年至少3次", "次", "≥3次"),
        ("至少开展3次", "次/年", "≥3次/年"),
        ("每学期至少3次", "次", "≥3次"),
        ("至少开展3次", None, "≥3次"),
    ],
)
def test_a_figure_keeps_the_printed_unit_unless_it_only_names_the_indicators_own(
    text: str, unit: str | None, expected: str
) -> None:
    assert notation(text, HIGHER, unit) == expected


@pytest.mark.parametrize(
    "text",
    [
        "达到三分之一以上",
        "达到百分之",
        "零分之一以上",
        "三万五个以上",
        "建设几十个",
        "数十种",
        "十十个半小时",
        "每天两三个半小时",
    ],
)
def test_a_number_that_is_not_exact_or_not_whole_is_none(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("托育服务覆盖率(3岁以下)达到50%", "≥50%"),
        ("托育服务覆盖率(3周岁以下)达到50%", "≥50%"),
        ("纯母乳喂养率(6个月内)达到50%", "≥50%"),
        ("参保率(城乡)95%以上", "≥95%"),
        ("毛入园率(2025年)达到95%", "≥95%"),
        ("设儿科的医院(2级以上)达到90%", "≥90%"),
        ("2021-2025年参保率达到95%", "≥95%"),
        ("第2类疫苗接种率达到90%", "≥90%"),
        ("“一人一策”覆盖率达到100%", "≥100%"),
        ("一人一策覆盖率达到100%", "≥100%"),
        ("每天1小时校内体育活动", "≥1小时"),
        ("二〇三〇年95%", "≥95%"),
        ("2025年内达到90%", "≥90%"),
        ("半小时内", "≤30分钟"),
        ("一天至少1小时户外活动", "≥1小时"),
        ("两-三所", "2–3所"),
        ("一到三孩家庭满意度达到90%", "≥90%"),
        ("小学一至三年级课后服务覆盖率达到95%", "≥95%"),
        ("三到位工作机制覆盖率达到90%", "≥90%"),
        ("推进“1个中心”建设，覆盖率达到90%", "≥90%"),
        ("一九一一医院覆盖率达到95%", "≥95%"),
        ("大约2025年达到90%", "≥90%"),
        ("配备2名到岗", "≥2名"),
        ("解决托位供给不足问题，托位达到3个", "≥3个"),
        ("解决服务不到位问题，覆盖率达到95%", "≥95%"),
    ],
)
def test_ages_periods_ordinals_and_idioms_are_no_figures(text: str, expected: str) -> None:
    assert notation(text, HIGHER) == expected


def test_a_number_has_at_most_twelve_digits() -> None:
    assert refusal("1234567890123个以上") == (0, "数字太长，不像目标值")


def test_only_what_is_ascii_is_made_half_width() -> None:
    assert normalise("达到９５％！～") == "达到95%!-"
    assert normalise("｟９｠") == "｟9｠"


def test_an_expression_has_at_most_300_characters() -> None:
    assert read_expression("儿" * 296 + "持续下降").goals
    assert refusal("儿" * 297 + "持续下降")[1].startswith("超过300字")
