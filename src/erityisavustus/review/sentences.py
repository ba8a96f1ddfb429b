"""From a finding's sentence back to the notice it was made of: the same fact, sayable in the other language.

A result on disk holds its messages in one language. Place, code and field of a finding are data; what its
sentence quotes is read back by the catalogue's own words, and believed only when the notice so found says
the very same sentence again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from erityisavustus.contracts.finding import Notice
from erityisavustus.contracts.result import Finding
from erityisavustus.form import FORM
from erityisavustus.judging import Language, sayable
from erityisavustus.judging.messages import VARIANTS, message

__all__ = ["language_of", "said_in"]

_PROBE = "\ue000"
"""A character of private use (Unicode, chapter 23.5): no sentence of the catalogue has it."""


def said_in(language: Language, finding: Finding) -> str:
    """The finding's sentence in `language`; as it is when it is not one of the catalogue's (another version's)."""
    notice = next((notice for notice, _ in _readings(finding)), None)
    return finding.message if notice is None else _said(notice, language)


def language_of(findings: Iterable[Finding]) -> Language:
    """The language of the messages; Finnish where there are none."""
    return next((language for finding in findings for _, language in _readings(finding)), Language.FI)


def _readings(finding: Finding) -> Iterator[tuple[Notice, Language]]:
    for language in Language:
        for detail in _details(finding, language):
            notice = _notice(finding, detail)
            if _said(notice, language) == finding.message:
                yield notice, language


def _details(finding: Finding, language: Language) -> Iterator[str]:
    """What the sentence may quote: what stands at the catalogue's place for it, nothing, or a variant's key."""
    probe = re.escape(_said(_notice(finding, _PROBE), language)).split(_PROBE)
    match = re.fullmatch("(.*)".join(probe), finding.message, re.DOTALL)
    if match is not None and match.groups():
        yield match[1]
    yield ""
    yield from (key for code, key in VARIANTS if code is finding.code)


def _notice(finding: Finding, detail: str) -> Notice:
    return Notice(finding.code, finding.field, finding.page, finding.bbox, detail, finding.severity)


def _said(notice: Notice, language: Language) -> str:
    return sayable(message(FORM, notice, language))
