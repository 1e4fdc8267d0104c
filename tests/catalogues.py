"""Small catalogues for tests, built from YAML text in a temporary folder.

The world is the same for all: a nation, two provinces, three places. Indicators cover each
polarity and sort of unit. A test adds the plans it is about::

    book = catalogue(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤3‰")))
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.loader import load

Row = dict[str, Any]

JURISDICTIONS: list[Row] = [
    {"id": "nation", "name": "中华人民共和国", "short": "国家", "pinyin": "guo jia",
     "variants": ["全国", "national"], "en": "China", "level": "nation"},
    {"id": "guangdong", "code": "440000", "name": "广东省", "short": "广东",
     "pinyin": "guang dong", "en": "Guangdong", "level": "province", "parent": "nation"},
    {"id": "dongguan", "code": "441900", "name": "东莞市", "short": "东莞", "pinyin": "dong guan",
     "en": "Dongguan", "level": "prefecture-level-city", "parent": "guangdong"},
    {"id": "qingcheng", "code": "441802", "name": "清城区", "short": "清城",
     "pinyin": "qing cheng", "variants": ["清远市清城区"], "en": "Qingcheng",
     "level": "district", "parent": "guangdong"},
    {"id": "zhejiang", "code": "330000", "name": "浙江省", "short": "浙江",
     "pinyin": "zhe jiang", "en": "Zhejiang", "level": "province", "parent": "nation"},
    {"id": "yueqing", "code": "330382", "name": "乐清市", "short": "乐清", "pinyin": "yue qing",
     "variants": ["leqing"], "en": "Yueqing", "level": "county-level-city",
     "parent": "zhejiang"},
]  # fmt: skip

SCOPES: list[Row] = [
    {"id": "urban", "zh": "城市", "en": "urban"},
    {"id": "rural", "zh": "农村", "en": "rural"},
    {"id": "per-institution", "zh": "每个机构", "en": "per institution", "size_free": True},
]

INDICATORS: list[Row] = [
    {"id": "infant-mortality", "zh": "婴儿死亡率", "en": "Infant mortality rate",
     "aliases": ["婴儿死亡"], "field": "health", "unit": "‰", "polarity": "lower"},
    {"id": "child-injury-mortality", "zh": "儿童伤害死亡率", "en": "Child injury mortality",
     "field": "safety", "unit": "/10万", "polarity": "lower"},
    {"id": "myopia-rate", "zh": "近视率", "en": "Myopia rate", "field": "health", "unit": "%",
     "polarity": "lower"},
    {"id": "enrolment-rate", "zh": "毛入学率", "en": "Gross enrolment rate",
     "field": "education", "unit": "%", "polarity": "higher"},
    {"id": "parent-school-coverage", "zh": "家长学校覆盖率", "en": "Parent school coverage",
     "field": "family", "unit": "%", "polarity": "higher"},
    {"id": "women-on-committees", "zh": "村委会成员中女性比例", "en": "Women on committees",
     "field": "participation", "unit": "%", "polarity": "higher", "cap": "50"},
    {"id": "sex-ratio-at-birth", "zh": "出生人口性别比", "en": "Sex ratio at birth",
     "field": "health", "unit": "女=100", "polarity": "none"},
    {"id": "nurseries", "zh": "托育机构数", "en": "Nurseries", "field": "welfare", "unit": "所",
     "polarity": "higher"},
    {"id": "exercise-time", "zh": "每天运动时间", "en": "Exercise a day", "field": "health",
     "unit": "小时", "polarity": "higher"},
]  # fmt: skip


def target(indicator: str, goal: str, *, item: int = 1, list: str = "goals",
           heading: str = "儿童与健康", **more: Any) -> Row:  # fmt: skip
    """One target; ``more`` are the keys of the format (year, scope, firmness, match, note …)."""
    return {"indicator": indicator, "goal": goal, "written": goal, **more,
            "_at": (heading, list, item)}  # fmt: skip


def plan(plan_id: str, jurisdiction: str, *targets: Row, period: str = "2021–2030",
         located: bool = True, **more: Any) -> Row:  # fmt: skip
    """One plan, its targets under the items they name, or in a flat list (``located=False``)."""
    audience = None if more.get("role") == "sector" else plan_id.rsplit("-", 1)[-1]
    row: Row = {"id": plan_id, "jurisdiction": jurisdiction, "title": f"{plan_id}规划",
                "number_note": "未印文号", "period": period}  # fmt: skip
    if audience is not None:
        row["audience"] = audience
    row |= more
    bare = [{k: v for k, v in t.items() if k != "_at"} for t in targets]
    if not located:
        return row | {"targets": bare}
    sections: dict[str, Row] = {}
    for one, full in zip(bare, targets, strict=True):
        heading, where, item = full["_at"]
        section = sections.setdefault(heading, {"heading": heading})
        section.setdefault(where, {}).setdefault(item, []).append(one)
    return row | {"sections": [*sections.values()]}


def upper(plan_id: str, jurisdiction: str, *targets: Row, **more: Any) -> Row:
    """An upper-level document of which only some figures could be had."""
    return plan(plan_id, jurisdiction, *targets, located=False, complete=False, **more)


class _Plain(yaml.SafeDumper):
    """Without anchors, which a catalogue may not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def text(*plans: Row, indicators: list[Row] | None = None, **sections: Any) -> str:
    """The YAML text of a whole catalogue."""
    whole: Row = {
        "catalogue": {"version": "test", "schema": 1},
        "jurisdictions": JURISDICTIONS,
        "scopes": SCOPES,
        "indicators": INDICATORS if indicators is None else indicators,
        "plans": [*plans],
        **sections,
    }
    return yaml.dump(whole, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


def written(folder: Path, *plans: Row, name: str = "catalogue.yaml", **more: Any) -> Path:
    """A catalogue file in ``folder``."""
    path = folder / name
    path.write_text(text(*plans, **more), encoding="utf-8")
    return path


def catalogue(folder: Path, *plans: Row, **more: Any) -> Catalogue:
    """A loaded catalogue."""
    return load(written(folder, *plans, **more))
