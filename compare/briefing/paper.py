"""What every chapter works from: the facts of one audience and the voice that tells them."""

from __future__ import annotations

from dataclasses import dataclass

from plancmp.compare.briefing.blocks import Heading
from plancmp.compare.briefing.concerns import Concerns
from plancmp.compare.briefing.facts import Facts
from plancmp.compare.briefing.proposals import Proposal
from plancmp.compare.briefing.request import Part, Request
from plancmp.compare.briefing.voice import Voice

__all__ = ["Paper"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One audience of the briefing paper. ``depth`` is that of its chapter headings; what is
    said once for all audiences is said where ``first``."""

    request: Request
    voice: Voice
    facts: Facts
    concerns: Concerns
    proposals: tuple[Proposal, ...]
    depth: int = 1
    first: bool = True

    def section(self, number: int, zh: str, en: str) -> Heading:
        """A heading inside a chapter: （一）健康."""
        from plancmp.compare.briefing.voice import chinese_number

        text = self.voice.say(f"（{chinese_number(number)}）{zh}", en)
        return Heading(self.depth + 1, text)

    def see(self, part: Part, zh: str, en: str) -> str:
        """A pointer to another part; nothing when that part is not printed."""
        return self.voice.say(zh, en) if part in self.request.parts else ""
