"""The words of the page that are not those of tables elsewhere, in Chinese and English."""

from __future__ import annotations

from typing import Final

__all__ = ["SCRIPT_WORDS", "word"]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # head
    "title": ("{places}{kinds}发展规划目标值对照", "Targets of the plans for {kinds}: {places}"),
    "kind.children": ("儿童", "children"),
    "kind.women": ("妇女", "women"),
    "and": ("", " and "),
    "others": ("{first}等{n}地", "{first} and {more} others"),
    "lead": (
        "点按、悬停或用 Tab 键移到目标值上，可看原文表述、出处和比较理由；Esc 键收起。",
        "Tap, hover over or tab to a goal to see how it is written, where, and the reasons of "
        "the comparison; Escape closes.",
    ),
    "versions": ("plancmp {version} · 数据版本 {data}", "plancmp {version} · catalogue {data}"),
    "skip": ("跳到对照表", "Skip to the tables"),
    # controls
    "controls": ("筛选与排序", "Filter and sort"),
    "audience": ("对象", "Audience"),
    "audience.option": ("{kind}规划", "{kind}"),
    "search": ("查找指标", "Find an indicator"),
    "search.pinyin": ("中文、英文、拼音或首字母", "Chinese, English, pinyin or initials"),
    "search.plain": ("中文或英文", "Chinese or English"),
    "fields": ("领域（不选为全部）", "Fields (none: all)"),
    "places": ("地区（不选为全部）", "Places (none: all)"),
    "show": ("指标范围", "Rows"),
    "show.numbers": ("有数值", "with a figure"),
    "show.all": ("全部", "all"),
    "show.shared": ("两地以上列有", "stated by several"),
    "show.unlike": ("列有而不同", "stated, not alike"),
    "show.equal": ("均列且一致", "stated alike by all"),
    "show.missing": ("有地区未列", "not stated by some"),
    "show.alone": ("仅一地列有", "stated by one"),
    "show.near": ("有口径相近（≈）", "with a near match (≈)"),
    "show.words": ("均无数值", "without any figure"),
    "verdict": ("对上级目标", "Against upper level"),
    "verdict.any": ("不限", "any"),
    "sort": ("排序", "Order"),
    "sort.document": ("目录次序", "catalogue"),
    "sort.name": ("名称", "name"),
    "sort.plans": ("列有的地区数", "places stating it"),
    "reset": ("清除筛选", "Clear filters"),
    "print": ("打印", "Print"),
    # tables
    "section": ("{kind}发展规划", "Plans for {kind}"),
    "summary": ("各地小结（指标数）", "Places in figures (indicators)"),
    "summary.own": ("本页指标", "Indicators on this page"),
    "summary.stated": ("已列", "Stated"),
    "summary.numbers": ("有数值", "With figure"),
    "summary.missing": ("未列", "Not stated"),
    "summary.top": ("▲最高", "▲ most"),
    "summary.bottom": ("▼最低", "▼ least"),
    "summary.near": ("≈相近", "≈ near"),
    "summary.alone": ("独有", "Alone"),
    "summary.upper": ("对上级目标", "Against upper-level targets"),
    "summary.asked": ("共", "All"),
    "summary.judged": ("可判断", "Judged"),
    "by-document": ("分文件小结", "By upper-level document"),
    "comparison": ("{kind}发展规划目标值对照表", "Targets of the plans for {kind}, side by side"),
    "upper": ("上级目标", "Upper level"),
    "stated-by": ("见于", "stated by"),
    "none": ("未列", "not stated"),
    "not-had": ("未收录", "not had"),
    "rank.top": ("要求最高（{n}份可比）", "asks most of {n} comparable"),
    "rank.bottom": ("要求最低（{n}份可比）", "asks least of {n} comparable"),
    "rank.near": ("口径相近而不同，不排位", "similar but different definition, not ranked"),
    "dagger": ("上级数值未能核对", "upper-level figure not checked"),
    "due": ("{year}年", "{year}"),
    "indicators": ("{n}项", "{n}"),
    "legend": (
        "▲ 要求最高，▼ 要求最低（同一指标、同一目标年、同口径的数值之间，按本页全部规划排位）；≈ "
        "口径相近而不同，不排位；† 上级数值未能核对；— 未列，即没有可计量的表述（措施中没有数量的话未逐条录入）；"
        "未收录，即上级文件只取得一部分。单元格下方是对上级目标的比较，说的是要求的高低，不是数值的大小。",
        "▲ asks most, ▼ asks least (among figures of one indicator, due year and definition, of all "
        "plans on this page); ≈ a similar but different definition, not ranked; † an upper-level "
        "figure that could not be checked; — not stated, that is no measurable statement (measures without a "
        "quantity were not entered); not had: only part of the upper-level documents could be had. "
        "Below a goal stands the comparison with "
        "the upper level: stricter and looser mean how much is asked, not the size of the figure.",
    ),
    "absent": (
        "数据库中没有{places}的{kind}发展规划；这里不列，不等于当地没有规划。",
        "No plan for {kind} of {places} in the catalogue; that does not mean there is none.",
    ),
    # annexes
    "sources": ("原文表述与出处", "As written, and where"),
    "sources.lead": (
        "一行一个目标值。展开的部分会一并打印。",
        "One row a target. What is unfolded is printed too.",
    ),
    "sources.count": ("{n}项目标", "{n} targets"),
    "remarks": ("说明与比较", "Notes and comparison"),
    "part": ("第{n}个数", "figure {n} of it"),
    "restated": (
        "同一指标另有表述：{goal}，{where}，“{written}”",
        "Also stated: {goal}, {where}, “{written}”",
    ),
    "restatement": ("重复或阶段表述", "restatement or milestone"),
    "suspect": (
        "原文数值存疑：印作“{printed}”，疑为“{likely}”；{reason}",
        "Doubtful figure: printed “{printed}”, likely “{likely}”; {reason}",
    ),
    "reading": ("读法：{text}", "Reading: {text}"),
    "firmness": ("语气：{word}", "Wording: {word}"),
    "hold": ("持续性要求", "a standing duty"),
    "documents": ("文件", "Documents"),
    "documents.of": ("所比规划", "Plans compared"),
    "documents.upper": ("上级文件", "Upper-level documents"),
    "documents.text": ("据以收录的文本", "Text read"),
    "read-whole": ("全文收录", "read whole"),
    "no-number": ("未印文号", "no number printed"),
    "published": ("{date}公布", "published {date}"),
    "issued": ("{date}印发", "issued {date}"),
    "notes": ("说明", "Notes"),
    "method": ("方法", "Method"),
    "citation": ("引用", "Citation"),
    "cite": (
        "{title}[DB]. plancmp {version}，数据版本 {data}. 引用时请写明两个版本；目标值以所列规划文件的正式"
        "文本为准。",
        "{title}. plancmp {version}, catalogue {data}. Please give both versions; the official "
        "texts of the plans prevail.",
    ),
    "id": ("编号", "Id"),
    "noscript": (
        "浏览器未运行脚本：筛选、排序和浮窗不可用，各表完整；点目标值可跳到原文表述。",
        "Without script there is no filter, order or card; all tables are complete, and a goal "
        "leads to how it is written.",
    ),
    "no-pinyin": (
        "生成本页时未安装 pypinyin，不能按拼音查找（安装 plancmp[html] 后重新生成即可）。",
        "pypinyin was not installed when this page was made: no search by pinyin (install "
        "plancmp[html] and make it again).",
    ),
    "chinese": ("", "Quotations, titles and notes are in Chinese, as in the documents."),
}

METHOD: Final[tuple[tuple[str, str], ...]] = (
    (
        "目标值取自规划文本，只收数字、短语和出处。原文表述是含数值和界限的最短连续片段。以上、以下、以内"
        "含本数，超过、不满不含本数。",
        "Targets are taken from the texts of the plans: figures, short expressions and places. 以上, "
        "以下 and 以内 include the number; 超过 and 不满 do not.",
    ),
    (
        "按指标和范围配对，总体的目标也回答其中一部分的要求；单位精确换算后再比。",
        "Targets are paired by indicator and scope, a whole also answers for its part; units are "
        "scaled exactly before anything is compared.",
    ),
    (
        "同一规划前后几次提到的，依目标、重点工程、措施的次序取其一，终期值先于阶段值；其余列在浮窗和附录中。",
        "Of several statements of one plan the goals speak before the projects and these before "
        "the measures, the end value before a milestone; the others are in the card and the annex.",
    ),
    (
        "水平和时间分开判断。较低而较早为“阶段值”，较高而较晚为“更高但更晚”，都不判高低；双方均为保持性要求"
        "的，不比目标年。",
        "Level and time are judged apart. Looser and earlier is a milestone on the way, stricter "
        "and later is deferred; neither is ranked. Between two standing duties years do not matter.",
    ),
    (
        "▲▼ 只在同一指标、范围、目标年、表述类别且口径一致的数值之间排位；约数、区间和不分高低的指标不排位。"
        "在本页隐去某地，不改变标记。",
        "▲▼ rank figures of one indicator, scope, due year, kind and definition only; approximate "
        "values, ranges and unranked indicators have none. Hiding a place does not change the marks.",
    ),
    (
        "口径相近而不同、原文数值存疑、受地区规模影响的绝对数量，不作高低比较。全覆盖只在实现性表述且分母可数"
        "时按100%计。",
        "Near matches, doubtful figures and counts that depend on the size of a place are not "
        "compared. Universal coverage is 100 % only when firm and on a countable whole.",
    ),
    (
        "上级数值按依据分为已核、转引、凭记忆三级；低于“{evidence}”的标 †，引用前须查原件。全国目标是平均"
        "水平。",
        "Upper-level figures are verified, secondary or recalled; those below “{evidence}” carry †: "
        "see the original before use. National targets are averages.",
    ),
    (
        "这里比较的是规划写明的目标值，不评价实际完成情况；未列不等于未开展工作。",
        "What is compared are targets as written, not results; not stated does not mean not done.",
    ),
)
"""How the comparison is made, one paragraph a point."""

SCRIPT_WORDS: Final[dict[str, tuple[str, str]]] = {
    "count": ("显示 {shown} 项，共 {all} 项。", "{shown} of {all} indicators shown."),
    "hidden": (
        "另有 {n} 项符合查找而被其他筛选隐去。",
        "{n} more match the search but are hidden by other filters.",
    ),
    "nothing": ("没有符合条件的指标。", "No indicator fits."),
    "filtered": ("筛选：", "Filter: "),
    "rank": ("排位", "Rank"),
    "close": ("收起", "Close"),
    "shownHere": ("{n}项", "{n}"),
}
"""What the page's script says; it fills in the numbers."""


def word(key: str, lang: str, **parts: str | int) -> str:
    """The words for ``key`` with its parts filled in. Raises KeyError for an unknown key."""
    return _WORDS[key][0 if lang == "zh" else 1].format(**parts)
