"""The sentences of chapter one: which documents, what stands in the way, how it is compared."""

from __future__ import annotations

from plancmp.compare.briefing.facts import Facts
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.briefing.wording import grouped
from plancmp.compare.model import Confidence, Plan

__all__ = [
    "absent_sentence",
    "comparability",
    "counts_sentence",
    "method",
    "period",
    "upper_documents",
]


def counts_sentence(voice: Voice, facts: Facts) -> str:
    """How many documents and targets, with and without a figure."""
    targets = sum(d.targets for d in facts.documents)
    figures = sum(d.figures for d in facts.documents)
    kind, n = voice.audience(facts.audience), len(facts.plans)
    where = voice.listed([voice.name(p) for p in facts.plans])
    zh = (
        f"本文比较{where}{n}份{kind}规划,共有目标{targets}项,其中有数值的{figures}项,"
        f"无数值的{targets - figures}项。"
    )
    if n == 1:
        zh = (
            f"本文分析{where}{kind}规划,共有目标{targets}项,其中有数值的{figures}项,"
            f"无数值的{targets - figures}项。"
        )
    if facts.home is not None and voice.home is not None:
        zh += f"{voice.home.name}以下称{voice.ours()}。"
    plans = "plan" if n == 1 else "plans"
    return voice.say(
        zh,
        f"This paper covers {n} {kind.lower()}'s {plans} ({where}): {voice.many(targets, 'target')}, "
        f"{figures} with a figure and {targets - figures} without.",
    )


def absent_sentence(voice: Voice, facts: Facts) -> str:
    """Places of the paper of which the catalogue holds no plan of the audience."""
    if not facts.absent:
        return ""
    names = voice.listed([voice.area(p.id) for p in facts.absent])
    kind = voice.audience(facts.audience)
    return voice.say(
        f"数据库未收录{names}的{kind}规划,本文未能比较。",
        f"The catalogue holds no {kind.lower()}'s plan of {names}; not compared.",
    )


def comparability(voice: Voice, facts: Facts) -> list[str]:
    """What stands in the way of comparing: periods, levels, dates of issue."""
    out = []
    periods = grouped(facts.plans, lambda p: p.end)
    clauses = [
        voice.say(f"{voice.places(ps)}至{end}年", f"{voice.places(ps)} to {end}")
        for end, ps in sorted(periods.items(), reverse=True)
    ]
    text = voice.say("期限:", "Periods: ") + voice.sentences(clauses, (",", ", "))
    if len(periods) > 1:
        text += voice.say(
            "目标年不同的,水平与时间分开判断:数值较低而目标年较早的记为阶段值,数值较高而"
            "目标年较晚的记为更高但更晚,均不直接比较高低。",
            " Where due years differ, level and time are judged apart: a lower figure due earlier "
            "is a milestone, a higher figure due later is deferred; neither is ranked.",
        )
    out.append(text)
    places = {p.jurisdiction: p for p in facts.plans}
    levels = grouped(
        tuple(places.values()), lambda p: voice.level(voice.catalogue.jurisdiction_of(p))
    )
    if len(places) > 1:
        clauses = [
            voice.say(f"{voice.places(ps)}为{level}", f"{voice.places(ps)}: {level}")
            for level, ps in levels.items()
        ]
        out.append(
            voice.say("层级:", "Levels: ")
            + voice.sentences(clauses, (",", "; "))
            + voice.say(
                "地区规模不同,绝对数量不作比较;按每个机构、每个镇街、每人计的数量可比。",
                " Places differ in size: absolute counts are not compared, minimums per "
                "institution, township or person are.",
            )
        )
    for plan in facts.focus:
        after = [u.baseline for u in facts.upper if u.plan is plan and u.before]
        if after:
            names = voice.listed(
                [voice.say(f"{voice.baseline(b)}（{b.issued}）", f"{voice.baseline(b)} ({b.issued})")
                 for b in after]
            )  # fmt: skip
            out.append(
                voice.say(
                    f"时间：{voice.place(plan)}规划印发（{plan.issued}）早于{names}，与其不一致不说明未予衔接。",
                    f"Dates: the plan of {voice.place(plan)} was issued ({plan.issued}) before "
                    f"{names}; a difference does not mean that they were disregarded.",
                )
            )
    return out


def method(voice: Voice) -> list[str]:
    """How figures are compared, in a few lines."""
    return [
        voice.say(
            "指标和范围都相同才比较;单位按精确小数换算(如‰与/10万)。以上、以下、以内含本数,"
            "超过、不满不含本数(民法典第一千二百五十九条)。",
            "Only figures of one indicator and one scope are compared, units scaled exactly. "
            "以上, 以下, 以内 include the number, 超过, 不满 do not (Civil Code, art. 1259).",
        ),
        voice.say(
            "高低按指标方向判断:有的数值越高要求越高,有的越低要求越高;区间值、双方均为“左右”的和"
            "不分高低的指标,只看是否相同。",
            "Which figure asks more follows from the indicator; ranges, two approximate figures "
            "and indicators without a better side are only equal or different.",
        ),
        voice.say(
            "口径相近而不同的,原文数值存疑的,绝对数量,以及缺基数而无法换算的,不作高低判断。"
            "未列是指规划没有该指标的可计量表述（措施中没有数量的话未逐条录入），不是未完成。",
            "Near matches, doubtful figures, absolute counts and changes without a base value are "
            "not judged. Not stated means absent from the text, not unmet.",
        ),
    ]


def upper_documents(voice: Voice, facts: Facts) -> tuple[str, list[tuple[str, ...]]]:
    """The baseline documents: a sentence on how well their figures are attested, and a row for
    each with its number, the targets used, and how many of them are attested how well."""
    if not facts.baselines:
        return "", []
    rows = []
    for plan in facts.baselines:
        targets = {f.baseline.id: f.baseline for f in facts.findings
                   if f.baseline_plan is plan and f.baseline is not None}  # fmt: skip
        levels = [str(sum(t.confidence is level for t in targets.values())) for level in Confidence]
        number = plan.number or voice.say("未收录", "not collected")
        rows.append((plan.title, number, period(voice, plan), str(len(targets)), *levels))
    text = voice.say(
        f"{voice.up}文件只收录了能取得的目标，不是全部目标。已核指有公开文本载明，转引指见于落实文件或报道，凭记忆指"
        "未见原件（标†），引用前须核对。",
        f"Only the {voice.up} targets that could be had are collected, not all of them. Verified: "
        "a published page states the figure; secondary: a document carrying it out or a report "
        "does; recalled: not seen in print (†), to be checked before use.",
    )
    return text, rows


def period(voice: Voice, plan: Plan) -> str:
    """The period of a document: 2021—2030, or its end alone where it states no start."""
    if plan.start is None:
        return voice.say(f"至{plan.end}", f"to {plan.end}")
    return f"{plan.start}—{plan.end}"
