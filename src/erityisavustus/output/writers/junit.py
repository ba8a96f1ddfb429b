"""JUnit XML: a test case a report, for the tables of results of CI systems.

There is no one schema: what is written is valid by both that are in use, of Apache Ant's format
(https://github.com/windyroad/JUnit-Schema) and of Jenkins' xUnit plug-in (junit-10.xsd), which name the element for an
error differently, so that a file without a report is a failure too. Times are zero and the time stamp is the epoch:
the same reports give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree import ElementTree as Xml

from erityisavustus.judging import Language
from erityisavustus.output.printable import printable
from erityisavustus.output.validation import Verdict, finding_line

__all__ = ["junit_xml"]

SUITE = "report validate"
"""Name under which a CI system shows the reports."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (2.2)."""


def junit_xml(verdicts: Sequence[Verdict], language: Language) -> str:
    """The whole document."""
    failures = sum(not j.passed for j in verdicts)
    suites = Xml.Element("testsuites")
    suite = Xml.SubElement(suites, "testsuite", {
        "name": SUITE, "tests": str(len(verdicts)), "failures": str(failures), "errors": "0",
        "timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0",
        "package": "erityisavustus", "id": "0",
    })
    Xml.SubElement(suite, "properties")
    for verdict in verdicts:
        _case(suite, verdict, language)
    Xml.SubElement(suite, "system-out")
    Xml.SubElement(suite, "system-err")
    Xml.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suites, encoding="unicode") + "\n"


def _case(suite: Xml.Element, verdict: Verdict, language: Language) -> None:
    """Errors and differences make it fail; all other findings are its output."""
    path = verdict.extraction.source.path
    case = Xml.SubElement(suite, "testcase", classname=_text(str(PurePath(path).parent)), name=_text(path), time="0")
    if verdict.passed:
        return
    lines = [finding_line(f, language) for f in verdict.errors]
    if verdict.problem:
        lines.append(verdict.problem)
    lines += [f"{d.field}: - {d.expected} + {d.actual}" for d in verdict.differences]
    kind = verdict.errors[0].code.value if verdict.errors else "expected"
    lines += [finding_line(f, language) for f in verdict.others]
    node = Xml.SubElement(case, "failure", message=_text(lines[0]), type=kind)
    node.text = _text("\n".join(lines))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text, keep="\t\n\r"))
