"""The proof of a catalogue against the texts it was read from, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import Kind, Place, Plan
from plancmp.compare.proof.coverage import Coverage, cover, place_of
from plancmp.compare.proof.document import Document, Reading, read_file
from plancmp.compare.proof.numerals import numerals
from plancmp.compare.proof.report import (
    Finding,
    FindingCode,
    PlanProof,
    SourceProof,
    VerifyReport,
)
from plancmp.compare.proof.sharing import prove_sharing
from plancmp.compare.proof.statements import prove_statements
from plancmp.compare.sources import SourceText

__all__ = ["prove", "prove_plan", "read_plans"]


def prove(
    catalogue: Catalogue, plans: Sequence[Plan], sources: Mapping[str, SourceText]
) -> VerifyReport:
    """Prove plans against their texts; ``sources`` holds one for every ``source_file``.

    A text that is not the one that was read (sha256) is a finding, and the proof goes on.
    """
    readings = read_plans(catalogue, sources)
    proofs, findings = [], []
    for plan in plans:
        if plan.source_file is None:
            continue
        document = readings[plan.source_file].documents.get(plan.title)
        proof, found = prove_plan(catalogue, plan, document, sources[plan.source_file].sha256)
        proofs.append(proof)
        findings += found
    return VerifyReport(
        tuple(proofs),
        tuple(_source(plans, s, readings[s.file]) for s in sources.values()),
        tuple(findings),
    )


def read_plans(catalogue: Catalogue, sources: Mapping[str, SourceText]) -> dict[str, Reading]:
    """The documents in each text. A text is cut at the titles of all plans that name it, so
    that a plan does not run into its neighbour."""
    titles = {
        name: [p.title for p in catalogue.plans.values() if p.source_file == name]
        for name in sources
    }
    return {name: read_file(source.text, titles[name]) for name, source in sources.items()}


def prove_plan(
    catalogue: Catalogue, plan: Plan, document: Document | None, sha256: str
) -> tuple[PlanProof, list[Finding]]:
    """Prove one plan against its document, None for a text without the plan's title."""
    found: list[Finding] = []
    if plan.source_sha256 != sha256:
        found.append(_of_plan(plan, FindingCode.SHA256_DIFFERS, sha256))
    coverage = Coverage(0, 0, {}, (), ())
    if document is None:
        found.append(_of_plan(plan, FindingCode.PLAN_NOT_FOUND, plan.title))
    else:
        found += prove_statements(plan, document)
        found += prove_sharing(plan, document)
        exclusions = [e for e in catalogue.exclusions if e.plan == plan.id]
        coverage = cover(document, plan.targets, exclusions)
        found += _coverage_findings(plan, coverage)
    kinds = Counter(t.goal.kind for t in plan.targets)
    proof = PlanProof(
        plan,
        {kind: kinds[kind] for kind in Kind if kinds[kind]},
        coverage.numerals,
        coverage.claimed,
        coverage.excluded,
        len(coverage.uncovered),
        len(found),
    )
    return proof, found


def _of_plan(plan: Plan, code: FindingCode, subject: str) -> Finding:
    return Finding(code, plan.id, plan.source_file or "", subject, at=plan.at)


def _coverage_findings(plan: Plan, coverage: Coverage) -> Iterator[Finding]:
    source = plan.source_file or ""
    for left in coverage.uncovered:
        subject = left.numeral if left.ordinal == 1 else f"{left.numeral}#{left.ordinal}"
        yield Finding(
            FindingCode.UNCOVERED_NUMERAL, plan.id, source, subject, left.where,
            line=left.line, context=left.context,
        )  # fmt: skip
    for stale in coverage.stale:
        yield Finding(
            FindingCode.STALE_EXCLUSION, plan.id, source, stale.numeral, place_of(stale),
            at=Place(stale.file, stale.line),
        )  # fmt: skip


def _source(plans: Sequence[Plan], source: SourceText, reading: Reading) -> SourceProof:
    mine = [p for p in plans if p.source_file == source.file]
    matches = all(p.source_sha256 == source.sha256 for p in mine)
    outside = sum(1 for line in reading.outside for _ in numerals(line))
    return SourceProof(source.file, source.sha256, matches, tuple(p.id for p in mine), outside)
