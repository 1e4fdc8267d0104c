"""The words of the grammar, by what they do in a target expression.

Adding a word here is all it takes to teach the reader one; what may follow what is decided
in the grammar. Bounds follow article 1259 of the Civil Code 民法典: 以上, 以下, 以内 include
the number; 不满, 超过, 以外 exclude it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from plancmp.compare.model import Op
from plancmp.compare.units import UNITS

__all__ = [
    "LONGEST", "MEASURABLE", "UNITS_AFTER_NUMBER", "UNMEASURABLE", "WORDS", "Lexeme", "Only", "Role",
]  # fmt: skip


class Role(StrEnum):
    """What a token is in the grammar."""

    NUMBER = auto()  # 95, 十五; 百分之五 carries its unit
    UNIT = auto()  # only straight after a number
    BEFORE = auto()  # a bound before the number: 不低于
    AFTER = auto()  # a bound after it: 以上
    DASH = auto()  # between two numbers of a range
    COLON = auto()
    SEPARATOR = auto()  # 、 , 和 及 并
    STOP = auto()  # 。 ;
    YEAR = auto()  # 2025年
    FROM = auto()  # 由, 从 before a year or number
    THAN = auto()  # 较, 比 before a year
    BASIS = auto()  # 为基数, 基础上
    PREPOSITION = auto()  # 到 至 在 为 于
    REACH = auto()  # 达到, 实现
    HOLD = auto()  # 保持, 稳定在
    CONTROL = auto()
    CURB = auto()  # 遏制: control, of a trend only
    RAISE = auto()  # 增加, 扩大: of anything that has a size
    LIFT = auto()  # 提高, 提升: of a level only
    LOWER = auto()
    MORE = auto()  # 更多
    TREND = auto()  # 上升趋势
    SLOWED = auto()  # 减缓
    NORMAL = auto()  # 趋于正常
    LEVEL = auto()  # 自然状态, 合理比例: what is held without a number
    RANK = auto()  # 领先, 较低: a level among other places
    STAND = auto()  # 处于
    ALL = auto()  # 全覆盖, 应援尽援
    EVERY = auto()  # 所有, 普遍
    WHATEVER = auto()  # 无论 … 都
    EACH = auto()  # 均, 各, 都
    FIT = auto()  # 相适应
    BETTER = auto()  # 优于
    PER = auto()  # 每个, 每千名儿童
    YEARLY = auto()  # 每年
    OFTEN = auto()  # 每天, 每月
    FIRM = auto()
    STRIVE = auto()
    ENCOURAGE = auto()
    ADVERB = auto()
    NOT = auto()
    ALREADY = auto()  # 目前, 已: the present, no target
    NEARLY = auto()  # 近, 接近: no bound that can be named
    GAP = auto()  # a space inside a number
    ASIDE = auto()  # brackets with a figure in them
    SIGN = auto()  # anything that is neither word nor punctuation
    WORD = auto()
    END = auto()


class Only(StrEnum):
    """Where a word has its meaning; elsewhere it is part of a noun (约 in 节约)."""

    BEFORE_NUMBER = auto()
    BEFORE_YEAR = auto()
    BEFORE_NUMBER_OR_YEAR = auto()
    AFTER_AMOUNT = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a word is, the operator it stands for, and where it is that at all."""

    role: Role
    op: Op | None = None
    only: Only | None = None


def _table() -> dict[str, Lexeme]:
    words: dict[str, Lexeme] = {}
    for role, op, only, text in _ROWS:
        for word in text.split():
            assert word not in words, word
            words[word] = Lexeme(role, op, only)
    return words


_ROWS: Final[tuple[tuple[Role, Op | None, Only | None, str], ...]] = (
    # Words that hide another word of this table: plain nouns and adverbs.
    (Role.WORD, None, None,
     "统一 一般 一定 一体 一切 一些 一次性 一对一 一站式 一体化 唯一 同一 之一 万一 三位一体 千家万户 十四五 十五五 "
     "十三五 表达 发达 达标 到达 传达 直达 达成 节约 条约 契约 签约 预约 约束 约定 平均 均等 均等化 人均 户均 各类 "
     "各级 各种 各方 各项 各界 各地 和谐 和睦 和平 和解 总和 调和 饱和 参与 参与率 与会 普及 普及率 普及面 及时 及其 "
     "及早 及格 遍及 涉及 惠及 可及 可及性 危及 所有权 所有制 普遍性 全面发展 首都 都市 成都 曾都 巩固率 巩固水平 "
     "控制率 防控 增长率 增长速度 增幅 降幅 不良 不同 不变 不利 不孕 不育 不当 不法 不动产 不便 不限 不分 "
     "不仅 不等 不力 不及格 无论如何 未成年 未成年人 未来 未婚 未检 未保 健康促进 促进会 促进条例 促进法 已婚 已育 "
     "年级 做到 受到 降解 降水 对比 并发症 合并 并存 并重 近视 近视率 近年 附近 就近 最近 超重 超声 超市 超标 将来 "
     "稳定性 甚至 乃至 以至 保证率 保证金"),
    (Role.BEFORE, Op.GE, None,
     "不低于 不少于 不小于 不下于 不得低于 不得少于 不能低于 不能少于 应不低于 至少 最少 起码 ≥ >="),
    (Role.BEFORE, Op.LE, None,
     "不超过 不高于 不大于 不多于 不得超过 不得高于 不能超过 不能高于 至多 最多 ≤ <="),
    (Role.BEFORE, Op.GT, None, "超过 高于 大于 多于 >"),
    (Role.BEFORE, Op.GT, Only.BEFORE_NUMBER, "超 突破"),
    (Role.BEFORE, Op.LT, None, "低于 少于 小于 <"),
    (Role.BEFORE, Op.LT, Only.BEFORE_NUMBER, "不足 不满 不到 未满"),
    (Role.BEFORE, Op.APPROX, Only.BEFORE_NUMBER, "约 大约 大致 约为 大约为 大体 ≈ ~"),
    (Role.BEFORE, Op.EQ, Only.BEFORE_NUMBER, "= 等于"),
    (Role.NEARLY, None, Only.BEFORE_NUMBER, "近 将近 接近 几乎"),
    (Role.AFTER, Op.GE, None, "以上 及以上 或以上 (含)以上 以上(含)"),
    (Role.AFTER, Op.LE, None, "以下 及以下 或以下 (含)以下 以下(含) 以内 之内 及以内"),
    (Role.AFTER, Op.LE, Only.AFTER_AMOUNT, "内"),
    (Role.AFTER, Op.GT, Only.AFTER_AMOUNT, "以外"),
    (Role.AFTER, Op.APPROX, None, "左右"),
    (Role.AFTER, Op.APPROX, Only.AFTER_AMOUNT, "上下"),
    (Role.SEPARATOR, None, None, "、 , 和 及 以及 与 并 并且 且 同时"),
    (Role.STOP, None, None, "。 ; ! ?"),
    (Role.COLON, None, None, ":"),
    (Role.FROM, None, Only.BEFORE_NUMBER_OR_YEAR, "由 从"),
    (Role.THAN, None, Only.BEFORE_YEAR, "较 比 相较 相较于 比较"),
    (Role.BASIS, None, None,
     "为基数 为基期 为基准 为基准年 为基期年 为基础 基础上 基础之上 相比 相比较"),
    (Role.PREPOSITION, None, None, "到 至 在 为 于 以 截至 截至到 截止 截止到"),
    (Role.REACH, None, None, "达到 达 达至 实现"),
    (Role.HOLD, None, None,
     "保持 维持 巩固 稳定在 稳定于 稳定保持 稳定维持 持续保持 长期保持 继续保持 始终保持"),
    (Role.CONTROL, None, None, "控制"),
    (Role.CURB, None, None, "遏制 遏止 扭转"),
    (Role.RAISE, None, None,
     "增加 增长 增至 增到 上升 上升至 升至 扩大 扩充 扩展 拓展 拓宽 延长 加大 壮大 新增 增多 增设 递增"),
    (Role.LIFT, None, None, "提高 提升 增强 升高 提至"),
    (Role.LOWER, None, None,
     "降低 下降 减少 缩小 缩短 减轻 压减 消除 降至 降到 降为 减为 减至 减到 递减 压缩 减小 削减"),
    (Role.MORE, None, None, "更多"),
    (Role.TREND, Op.INCREASE, None,
     "上升趋势 上升势头 上升态势 升高势头 升高趋势 增长趋势 增长势头 增长态势 蔓延势头 蔓延趋势 "
     "高发势头 高发态势 增高趋势 增加趋势 多发势头 多发态势 反弹势头"),
    (Role.TREND, Op.DECREASE, None, "下降趋势 下降态势 降低趋势 减少趋势 下降势头 减少态势"),
    (Role.SLOWED, None, None, "减缓 放缓 趋缓"),
    (Role.NORMAL, None, None,
     "趋于正常 趋于自然 趋于合理 趋于均衡 趋于平衡 趋于平稳 趋于稳定 趋向正常"),
    (Role.LEVEL, None, None,
     "高水平 合理水平 正常水平 适度水平 合理区间 合理范围 正常范围 自然状态 自然水平 正常状态 良好状态 "
     "均衡 平衡 基本均衡 基本平衡 基本稳定 合理比例 适当比例 一定比例 合理结构 低水平 现有水平 稳定水平 适度规模"),
    (Role.RANK, None, None,
     "领先 领先水平 先进水平 先进行列 前列 前茅 上游 上游水平 中上水平 中上游 中上游水平"),
    (Role.RANK, Op.GE, None, "较高水平 最高水平"),
    (Role.RANK, Op.LE, None, "较低水平 最低水平"),
    (Role.STAND, None, None, "处于 位于 位居 居于 走在 进入 跻身 位列"),
    (Role.ALL, None, None,
     "全覆盖 全面覆盖 基本覆盖 全面普及 基本普及 普遍普及 全面达标 全部达标 全员覆盖 全部覆盖 "
     "覆盖全体 覆盖所有 覆盖全部 覆盖全员"),
    (Role.EVERY, None, None,
     "所有 普遍 全体 全员 全部 全区各 全市各 全县各 全省各 全镇各 全国各 人人 户户 村村"),
    (Role.WHATEVER, None, None, "无论 不论 不管"),
    (Role.EACH, None, None, "均 各 都 皆"),
    (Role.FIT, Op.APPROX, None, "相适应 相匹配 相协调 相当 相适配 基本相当 大体相当"),
    (Role.FIT, Op.EQ, None, "持平 相等 保持一致 相一致 一致"),
    (Role.BETTER, None, None, "优于 好于"),
    (Role.YEARLY, None, None, "每年 年均 逐年"),
    (Role.OFTEN, None, None, "每天 每日 每周 每月 每季 每季度 每学期 每半年 每学年 每两年"),
    (Role.FIRM, None, None, "确保 保证 必须 务必"),
    (Role.STRIVE, None, None, "争取 力争 力求"),
    (Role.ENCOURAGE, None, None, "鼓励 逐步 推进 推动 探索 促进"),
    (Role.ADVERB, None, None,
     "明显 显著 不断 持续 稳步 大幅 大幅度 适度 合理 有效 大力 加快 积极 切实 着力 继续 有所 稳定 全面 "
     "分别 进一步 严格 较快 基本 累计 总体 源头 重点 努力 稳妥 有序 得到 共同"),
    (Role.NOT, None, None, "不 未 没有 取消 停止 零增长 负增长 不再 不必 无需 不要求 不得 不能 不应"),
    (Role.ALREADY, None, None, "已 已经 目前 现有 现已 已有 当前"),
)  # fmt: skip

WORDS: Final[dict[str, Lexeme]] = _table()
"""Every word the grammar knows. The longest that fits at a place is the one meant."""

LONGEST: Final = max(map(len, WORDS))
"""The length of the longest word in :data:`WORDS`."""


def _units() -> dict[str, str | None]:
    known: dict[str, str | None] = {symbol: symbol for symbol in UNITS if symbol[0] not in ":女"}
    known |= {
        "位": "名", "个小时": "小时", "千米": "公里", "周岁": "岁", "百分点": "个百分点",
        "千分点": "个千分点", "/100000": "/10万", "/10000": "/万", "/1万": "/万", "个/千人口": "个/千人",
        "张病床": "张", "张床": "张", "成": "%",
    }  # fmt: skip
    for word in _FOREIGN_MEASURES.split():
        known.setdefault(word, None)
    return known


# Measures that plans count in and that no comparison here is defined for. They must be known
# all the same, or 1000人次 would be read as 1000 people.
_FOREIGN_MEASURES: Final = (
    "人次 名次 家次 件次 场次 人天 课时 学时 平方米 平方公里 米 厘米 毫米 元 万元 亿元 元/月 元/年 亩 户 套 册 批 "
    "期 节 天 日 周 个月 月 月龄 个周 学期 倍 番 株 克 千克 吨 种 版 份 篇 部 栋 只 块 组 轮 届 秒 季度 度 ℃ "
    "个工作日 工作日 刻钟 /千 /1000 人份 点"
)

UNITS_AFTER_NUMBER: Final[dict[str, str | None]] = _units()
"""What may stand straight after a number, and the unit it is; None where there is none such."""

MEASURABLE: Final = (
    "率", "比例", "占比", "比重", "性别比", "数", "数量", "总量", "时长", "时间", "年限",
    "寿命", "面积", "距离", "规模", "水平", "程度", "质量", "素质", "素养", "标准", "待遇", "差距", "差异", "覆盖面",
    "范围", "趋势", "可及性", "均等化", "效能", "供给", "学位", "岗位", "收入", "体重", "身高", "浓度",
    "参与度", "知晓度", "满意度", "年龄", "受惠面", "普及面", "力度", "经费", "费用", "投入", "托位", "床位",
)  # fmt: skip
"""Ends of nouns that name something with a level, which alone can be lifted (提高, 提升)."""

UNMEASURABLE: Final = (
    "意识", "能力", "观念", "本领", "自觉", "责任感", "获得感", "幸福感", "安全感", "机制", "制度", "体系", "能力水平",
    "工程", "行动", "计划", "方案", "措施",
)  # fmt: skip
"""Ends of nouns that name no quantity, whatever is said to rise or fall."""
