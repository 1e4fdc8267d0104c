"""Plans against baselines: one finding for every compared pair, whatever its verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from plancmp.compare.align import Reference, Statements, counterpart, references, related_statement
from plancmp.compare.catalogue import Catalogue, forget, keys_of
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import goal_text
from plancmp.compare.model import Audience, Confidence, Field, Jurisdiction, Plan, Target
from plancmp.compare.places import find_jurisdiction
from plancmp.compare.record import record
from plancmp.compare.sides import Standing, basis_of, side_of, standing_of
from plancmp.compare.verdict import JUDGED, Verdict, VerdictCode, judge
from plancmp.compare.wording import Reason, reason

__all__ = ["CheckReport", "Finding", "Tally", "check_plans", "reference_name"]

_MANY = 50  # beyond this many plans, targets nobody asks for again are not kept in memory
DEFAULT_AGAINST = ("national", "province")


@record
class Finding:
    """The verdict on one target of a plan against one target of a baseline.

    ``target`` is None when the plan does not state it; ``baseline`` is None when the baseline
    does not. ``evidence`` is how well the baseline figure is attested, None for documents
    that were read whole. ``weak`` findings are below the wanted evidence: shown with †, and
    they never gate.
    """

    plan: Plan
    baseline_plan: Plan
    indicator: str
    scope: str | None
    verdict: Verdict
    target: Target | None
    baseline: Target | None
    evidence: Confidence | None
    weak: bool
    failing: bool

    @property
    def is_silent(self) -> bool:
        """Whether the plan says nothing that comes near the baseline's target."""
        return self.verdict.reason.code == "missing"


@record
class Tally:
    """How many targets of one baseline could be judged for one plan, of how many it states."""

    plan: Plan
    baseline_plan: Plan
    judged: int
    stated: int


@record
class CheckReport:
    """All findings of a check, in the order plan, baseline, field."""

    plans: tuple[Plan, ...]
    against: tuple[str, ...]
    fail_on: tuple[VerdictCode, ...]
    evidence: Confidence
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    not_collected: tuple[tuple[Jurisdiction, Audience | None], ...]
    remarks: tuple[tuple[str, str], ...]

    @property
    def judged(self) -> int:
        """Baseline targets that got an answer."""
        return sum(t.judged for t in self.tallies)

    @property
    def attested(self) -> int:
        """Baseline targets that got an answer and are attested as well as was asked."""
        return sum(
            f.verdict.code in JUDGED and f.baseline is not None and not f.weak
            for f in self.findings
        )

    @property
    def stated(self) -> int:
        """Baseline targets that were asked about."""
        return sum(t.stated for t in self.tallies)

    def by_tally(self) -> Iterator[tuple[Tally, Sequence[Finding]]]:
        """Each tally with the findings of its plan and baseline."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            found.setdefault((finding.plan.id, finding.baseline_plan.id), []).append(finding)
        for tally in self.tallies:
            yield tally, found.get((tally.plan.id, tally.baseline_plan.id), ())

    @property
    def failing(self) -> tuple[Finding, ...]:
        """Findings that make the check fail."""
        return tuple(f for f in self.findings if f.failing)

    @property
    def absent_failing(self) -> tuple[tuple[Jurisdiction, Audience | None], ...]:
        """Plans asked for that the catalogue does not hold, where that makes the check fail."""
        return self.not_collected if VerdictCode.NOT_COLLECTED in self.fail_on else ()

    @property
    def failures(self) -> int:
        """How many things make the check fail, findings and plans not collected."""
        return len(self.failing) + len(self.absent_failing)


def reference_name(catalogue: Catalogue, plan: Plan) -> tuple[str, str]:
    """What reasons call a baseline: 纲要 for the national outlines, else its short name."""
    return (catalogue.plan_name(plan), catalogue.plan_name(plan, "en"))


def check_plans(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    against: Sequence[str] = DEFAULT_AGAINST,
    *,
    fail_on: Iterable[VerdictCode] = (VerdictCode.LOOSER,),
    evidence: Confidence = Confidence.SECONDARY,
    not_collected: Sequence[tuple[Jurisdiction, Audience | None]] = (),
    year: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CheckReport:
    """Check plans against everything ``against`` names. ``progress`` is told how many of how
    many plans are done.

    Raises :class:`UsageError` for a reference nothing answers to.
    """
    run = _Run(catalogue, tuple(dict.fromkeys(fail_on)), evidence, year)
    findings: list[Finding] = []
    tallies: list[Tally] = []
    remarks: list[tuple[str, str]] = []
    for number, plan in enumerate(plans):
        if progress is not None:
            progress(number, len(plans))
        stated = Statements(plan.targets, year)
        seen: set[str] = set()
        for wanted in against:
            found = references(catalogue, plan, wanted, as_of=year)
            if not any(r.targets for r in found) and not _itself(catalogue, plan, wanted):
                remarks.append(_nothing(catalogue, plan, wanted, found))
            for reference in found:
                if reference.plan.id in seen or not reference.targets:
                    continue
                seen.add(reference.plan.id)
                new = run.findings(plan, stated, reference)
                if not new and not reference.closed:
                    continue  # a sector document that has nothing in common with the plan
                findings += new
                tallies.append(_tally(plan, reference, new))
        if len(plans) > _MANY:
            forget(plan.targets)
    return CheckReport(
        tuple(plans), tuple(against), run.gates, evidence, tuple(findings), tuple(tallies),
        tuple(not_collected), tuple(dict.fromkeys(remarks)),
    )  # fmt: skip


def _itself(catalogue: Catalogue, plan: Plan, wanted: str) -> bool:
    """Whether what is wanted is the plan's own place: it is left out without a word."""
    if wanted in ("national", "province", "all"):
        return False
    if wanted in catalogue.plans:
        return wanted == plan.id
    place = find_jurisdiction(catalogue, wanted)
    return place is not None and place.id == plan.jurisdiction


def _nothing(
    catalogue: Catalogue, plan: Plan, wanted: str, found: Sequence[Reference]
) -> tuple[str, str]:
    mine = catalogue.plan_name(plan)
    mine_en = catalogue.plan_name(plan, "en")
    if found:
        zh = "、".join(r.plan.title for r in found)
        return (
            f"{mine}：{zh}的目标值未能取得，无从比较",
            f"{mine_en}: no figure of {', '.join(r.plan.id for r in found)} could be had; "
            "nothing to compare with",
        )
    words = {"national": ("国家", "the nation"), "province": ("所在省", "the province")}
    zh, en = words.get(wanted, (wanted, wanted))
    return (
        f"{mine}：没有收录{zh}的相应规划，无从比较",
        f"{mine_en}: no corresponding plan of {en} in the catalogue; nothing to compare with",
    )


class _Run:
    """A check under way: how it is to judge, and the verdicts it has found. Many counties state
    the same goal, and what was said of the first holds for all."""

    def __init__(
        self,
        catalogue: Catalogue,
        gates: tuple[VerdictCode, ...],
        evidence: Confidence,
        year: int | None,
    ) -> None:
        self.catalogue, self.gates, self.evidence, self.year = catalogue, gates, evidence, year
        self._verdicts: dict[tuple[object, ...], Verdict] = {}
        self._fields = {field: number for number, field in enumerate(Field)}

    def findings(self, plan: Plan, stated: Statements, reference: Reference) -> list[Finding]:
        """One plan against one reference, by field."""
        exempt = dict(plan.not_applicable)
        standing = standing_of(self.catalogue, plan, reference.plan)
        least = self.evidence.rank
        out = []
        answered: set[str] = set()
        for baseline in reference.targets:
            target = counterpart(stated, baseline, as_of=self.year)
            if target is not None:
                verdict = self._judged(target, baseline, reference.plan, standing)
                answered.add(target.indicator)
            elif reference.closed:
                verdict = self._unstated(stated, baseline, reference.plan, exempt)
            else:
                continue
            weak = baseline.confidence is not None and baseline.confidence.rank < least
            failing = verdict.code in self.gates and not weak
            out.append(
                Finding(
                    plan, reference.plan, baseline.indicator, baseline.scope, verdict, target,
                    baseline, baseline.confidence, weak, failing,
                )
            )  # fmt: skip
        if reference.plan.complete:
            out += self._extras(plan, stated, reference.plan, answered)
        indicators = self.catalogue.indicators
        return sorted(out, key=lambda f: self._fields[indicators[f.indicator].field])

    def _judged(
        self, target: Target, baseline: Target, reference: Plan, standing: Standing
    ) -> Verdict:
        key = (baseline.id, standing, *basis_of(target))
        known = self._verdicts.get(key)
        if known is None:
            theirs = side_of(self.catalogue, baseline, reference_name(self.catalogue, reference))
            known = self._verdicts[key] = judge(
                side_of(self.catalogue, target),
                theirs,
                self.catalogue.indicators[baseline.indicator],
            )
        return known

    def _unstated(
        self, stated: Statements, baseline: Target, reference: Plan, exempt: dict[str, str]
    ) -> Verdict:
        """What is said of a baseline target that the plan does not state."""
        if baseline.indicator in exempt:
            note = exempt[baseline.indicator]
            return Verdict(VerdictCode.NOT_APPLICABLE, reason("not-applicable", note=note))
        name = reference_name(self.catalogue, reference)

        def words() -> dict[str, str]:
            return {
                "ref": name[0], "ref_en": name[1],
                "b": goal_text(baseline.goal), "b_en": goal_text(baseline.goal, "en"),
            }  # fmt: skip

        related = related_statement(stated, self.catalogue.indicators[baseline.indicator])
        if related is None:
            key = (baseline.id,)
            if key not in self._verdicts:
                self._verdicts[key] = Verdict(VerdictCode.MISSING, Reason("missing", words))
            return self._verdicts[key]
        other = self.catalogue.indicator_of(related)
        return Verdict(
            VerdictCode.MISSING,
            Reason(
                "missing-related",
                lambda: words() | {
                    "name": other.zh, "name_en": other.en,
                    "a": goal_text(related.goal), "a_en": goal_text(related.goal, "en"),
                },
            ),
        )  # fmt: skip

    def _extras(
        self, plan: Plan, stated: Statements, reference: Plan, answered: set[str]
    ) -> list[Finding]:
        """What the plan states and a completely collected reference does not."""
        theirs = {name for name, _ in keys_of(reference.targets)} | answered
        zh, en = reference_name(self.catalogue, reference)
        failing = VerdictCode.EXTRA in self.gates
        out = []
        for indicator, scope in stated:
            if indicator in theirs:
                continue
            speaking = stated[indicator, scope].speaking
            said = {"a": goal_text(speaking.goal), "a_en": goal_text(speaking.goal, "en")}
            verdict = Verdict(VerdictCode.EXTRA, reason("extra", ref=zh, ref_en=en, **said))
            out.append(
                Finding(
                    plan, reference, indicator, scope, verdict, speaking, None, None, False, failing
                )
            )  # fmt: skip
        return out


def _tally(plan: Plan, reference: Reference, findings: Sequence[Finding]) -> Tally:
    asked = [f for f in findings if f.baseline is not None]
    judged = sum(f.verdict.code in JUDGED for f in asked)
    return Tally(plan, reference.plan, judged, len(asked))


def require_judged(report: CheckReport) -> None:
    """Raise :class:`UsageError` when nothing at all could be judged: that is never a pass.

    A finding that was asked for (``--fail-on missing``) is an answer of its own, and so is a plan
    not collected (``--fail-on not-collected``).
    """
    if report.judged or report.failures:
        return
    if report.remarks:
        raise UsageError(
            "没有可比较的内容：" + "；".join(zh for zh, _ in report.remarks),
            "nothing to compare: " + "; ".join(en for _, en in report.remarks),
        )
    absent = [place for place, _ in report.not_collected]
    if absent:
        zh, en = "、".join(p.name for p in absent), ", ".join(p.en for p in absent)
        raise UsageError(
            f"没有可比较的内容：数据库中没有{zh}的相应规划",
            f"nothing to compare: no corresponding plan of {en} in the catalogue",
        )
    raise UsageError(
        "没有可比较的内容：所选规划与基准没有一项可以判断",
        "nothing to compare: no target of these plans and baselines can be judged",
    )
