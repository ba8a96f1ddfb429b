"""Which selection mark belongs to which option: decided for a question's options as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz.distance import Levenshtein

from erityisavustus.contracts.answer import OptionMark
from erityisavustus.contracts.geometry import BBox, union
from erityisavustus.contracts.page import MarkKind, MarkState, Method
from erityisavustus.contracts.ticks import SURE
from erityisavustus.form import FieldSpec
from erityisavustus.locating.align.text_index import folded, one_letter_off
from erityisavustus.locating.layout.segments import baseline_groups
from erityisavustus.locating.layout.tokens import Token, TokenKind

__all__ = ["Group", "Pairing", "Relation", "group_of", "paired", "picked_of", "stray_mark",
           "unclear", "usual_relation"]

NEAR = 6.0
"""Em: a mark further from its option's text belongs to something else."""
UNDER = 6.0
"""Em: room between a column's heading 'Kyllä' and the box below it, for a question of some lines beside it."""
LOOSE = 0.5
"""Em: how far a mark may reach above or below the lines of its option's text."""
LONG_OPTION = 10
"""Letters from which an option text need not be equal to the letter."""
SIMILAR = 0.8
"""Share of letters of a long option text that must agree."""


class Relation(Enum):
    """Where a mark stands, seen from its option's text."""

    BEFORE = 1
    AFTER = 2
    ABOVE = 3
    BELOW = 4


@dataclass(slots=True)
class Group:
    """The place of one question's options: its tokens, the option texts and the marks found there."""

    spec: FieldSpec
    tokens: list[Token]
    texts: dict[str, list[Token]] = field(default_factory=dict)
    """Tokens of each option's printed text."""
    marks: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Pairing:
    """The marks of a group's options."""

    relation: Relation | None
    marks: dict[str, Token]
    complete: bool
    """Each option has its mark."""
    doubtful: bool = False
    """Two readings are possible."""


def group_of(spec: FieldSpec, tokens: list[Token]) -> Group:
    """The option texts and marks among the tokens behind a question."""
    group = Group(spec, tokens)
    used: set[Token] = set()
    for option in sorted(spec.options, key=lambda o: -len(o.wordings[0])):
        found = _option_text(option.wordings, [t for t in tokens if t not in used])
        if found:
            group.texts[option.value] = found
            used.update(found)
    for option in spec.options:
        if option.value not in group.texts and (word := _misread(spec, option.wordings, set(tokens) - used)):
            group.texts[option.value] = [word]
            used.add(word)
    group.marks = [t for t in tokens if t.kind is TokenKind.MARK]
    return group


def _misread(spec: FieldSpec, wordings: tuple[str, ...], tokens: set[Token]) -> Token | None:
    """The one word in which OCR got one letter of a short option wrong ('Fi', 'Kylla'), and that is no other option."""
    names = {folded(w) for w in wordings if len(folded(w)) < LONG_OPTION}
    others = {folded(w) for option in spec.options for w in option.wordings} - names
    near = [
        t for t in tokens if t.kind is TokenKind.WORD and t.method is Method.OCR
        and any(one_letter_off(folded(t.text), n) for n in names)
        and all(Levenshtein.distance(folded(t.text), o) > 1 for o in others)
    ]
    return near[0] if len(near) == 1 else None


def _option_text(wordings: tuple[str, ...], tokens: list[Token]) -> list[Token]:
    """The run of words most like one of the wordings; short ones must be equal to the letter."""
    words = [t for t in tokens if t.kind is TokenKind.WORD and t.printed and folded(t.text)]
    best: tuple[float, list[Token]] = (0.0, [])
    for wording in wordings:
        target = folded(wording)
        for start in range(len(words)):
            letters = ""
            for end in range(start, len(words)):
                letters += folded(words[end].text)
                if len(letters) > len(target) * 1.25 + 2:
                    break
                equal = 1.0 if letters == target else 0.0
                likeness = equal if len(target) < LONG_OPTION else Levenshtein.normalized_similarity(letters, target)
                if likeness > best[0] and likeness >= SIMILAR:
                    best = (likeness, words[start : end + 1])
            if best[0] == 1.0:
                return best[1]
    return best[1]


def picked_of(group: Group) -> dict[str, Token]:
    """Options whose text is the whole value of a form field: a list to pick from stands in the place of boxes."""
    fields = [t for t in group.tokens if t.kind is TokenKind.WIDGET and t.text]
    return {
        option.value: token for option in group.spec.options for token in fields
        if folded(token.text) in {folded(wording) for wording in option.wordings}
    }


def usual_relation(groups: list[Group]) -> Relation | None:
    """How the marks stand in most groups of the document that leave no doubt."""
    votes: Counter[Relation] = Counter()
    for group in groups:
        pairs = {r: len(_assigned(group, r)) for r in Relation}
        full = [r for r, count in pairs.items() if count == len(group.spec.options)]
        some = [r for r, count in pairs.items() if count]
        if len(full) == 1:
            votes[full[0]] += 1
        elif not full and len(some) == 1:
            votes[some[0]] += 1
    return votes.most_common(1)[0][0] if votes else None


def paired(group: Group, usual: Relation | None) -> Pairing:
    """The marks of the group's options by the relation that explains them best."""
    everything = {r: _assigned(group, r) for r in Relation}
    most = max((len(a) for a in everything.values()), default=0)
    if most == 0:
        return Pairing(None, {}, complete=False)
    best = [r for r, marks in everything.items() if len(marks) == most]
    if usual in best:
        chosen, doubtful = usual, False
    else:
        best.sort(key=lambda r: (sum(_distance(group, o, m, r) for o, m in everything[r].items()), r.value))
        chosen = best[0]
        doubtful = len(best) > 1 and _differs(everything[best[0]], everything[best[1]]) and not _clearly_nearer(
            group, everything, best[0], best[1]
        )
    marks = everything[chosen]
    complete = len(marks) == len(group.spec.options)
    if not complete:
        in_order = _in_order(group)
        if in_order is not None and usual in (None, in_order[0]):
            return Pairing(*in_order, complete=True)
    return Pairing(chosen, marks, complete, doubtful)


def _in_order(group: Group) -> tuple[Relation, dict[str, Token]] | None:
    """Marks and options by turns, read line by line: a line may end between a mark and its option."""
    if len(group.texts) != len(group.spec.options) or len(group.marks) != len(group.texts):
        return None
    first = {tokens[0]: option for option, tokens in group.texts.items()}
    held = [*first, *group.marks]
    row = [token for page in sorted({t.page for t in held})
           for line in baseline_groups([t for t in held if t.page == page]) for token in line]
    before = row[0] not in first
    if any((token in first) != (index % 2 == before) for index, token in enumerate(row)):
        return None
    pairs = zip(row[::2], row[1::2], strict=True)
    result = {first[b]: a for a, b in pairs} if before else {first[a]: b for a, b in pairs}
    return (Relation.BEFORE if before else Relation.AFTER), result


def _differs(one: dict[str, Token], other: dict[str, Token]) -> bool:
    return any(other.get(option) is not mark for option, mark in one.items())


def _clearly_nearer(
    group: Group, everything: dict[Relation, dict[str, Token]], near: Relation, far: Relation
) -> bool:
    one = sum(_distance(group, o, m, near) for o, m in everything[near].items())
    other = sum(_distance(group, o, m, far) for o, m in everything[far].items())
    return one * 2 < other


def _assigned(group: Group, relation: Relation) -> dict[str, Token]:
    """The nearest mark of each option under one relation, each mark once."""
    pairs = sorted(
        (
            (_distance(group, option, mark, relation), index, option, mark)
            for option in group.texts
            for index, mark in enumerate(group.marks)
            if _stands(group, option, mark, relation)
        ),
        key=lambda p: (p[0], p[1]),
    )
    result: dict[str, Token] = {}
    taken: set[Token] = set()
    for _, _, option, mark in pairs:
        if option not in result and mark not in taken:
            result[option] = mark
            taken.add(mark)
    return result


def _box(group: Group, option: str, page: int) -> BBox | None:
    boxes = [t.bbox for t in group.texts[option] if t.page == page]
    return union(boxes) if boxes else None


def _stands(group: Group, option: str, mark: Token, relation: Relation) -> bool:
    text = _box(group, option, mark.page)
    if text is None:
        return False
    x0, top, x1, bottom = text
    box = mark.bbox
    em = group.texts[option][0].size
    x0, x1 = _beside(group.texts[option], mark, x0, x1)
    across, down = box.x_middle, box.y_middle
    level = top - LOOSE * em <= down <= bottom + LOOSE * em
    aligned = x0 - em <= across <= x1 + em
    checks: dict[Relation, Callable[[], bool]] = {
        Relation.BEFORE: lambda: level and across < x0 and x0 - box.x1 < NEAR * em and _clear(group, option, mark),
        Relation.AFTER: lambda: level and across > x1 and _clear(group, option, mark),
        Relation.ABOVE: lambda: aligned and down < top and top - box.bottom < 2 * em,
        Relation.BELOW: lambda: aligned and down > bottom and box.top - bottom < UNDER * em,
    }
    return checks[relation]()


def _beside(words: list[Token], mark: Token, x0: float, x1: float) -> tuple[float, float]:
    """Left and right end of the line of a wrapped option text that the mark stands beside, else of all its lines."""
    middle = mark.bbox.y_middle
    level = [t.bbox for t in words if t.page == mark.page and t.bbox.top <= middle <= t.bbox.bottom]
    return (min(b.x0 for b in level), max(b.x1 for b in level)) if level else (x0, x1)


def _clear(group: Group, option: str, mark: Token) -> bool:
    """No other word or mark stands between the mark and the option's text on the mark's line."""
    own = group.texts[option]
    text = _box(group, option, mark.page)
    if text is None:
        return False
    x0, x1 = _beside(own, mark, text.x0, text.x1)
    low, high = (mark.bbox.x1, x0) if mark.bbox.x1 <= x0 + 1 else (x1, mark.bbox.x0)
    middle = mark.bbox.y_middle
    for token in group.tokens:
        if token is mark or token in own or token.page != mark.page:
            continue
        box = token.bbox
        between = box.x0 < high - 0.5 and box.x1 > low + 0.5 and box.x_middle > low
        if box.top <= middle <= box.bottom and between:
            return False
    return True


def _distance(group: Group, option: str, mark: Token, relation: Relation) -> float:
    text = _box(group, option, mark.page)
    if text is None:
        return 1e9
    x0, x1, box = text.x0, text.x1, mark.bbox
    if relation in (Relation.BEFORE, Relation.AFTER):
        x0, x1 = _beside(group.texts[option], mark, x0, x1)
    if relation is Relation.BEFORE:
        return max(0.0, x0 - box.x1) + abs(box.y_middle - text.y_middle) * 0.1
    if relation is Relation.AFTER:
        return max(0.0, box.x0 - x1) + abs(box.y_middle - text.y_middle) * 0.1
    return max(0.0, text.top - box.bottom, box.top - text.bottom) + abs(box.x_middle - (x0 + x1) / 2) * 0.1


def bare_mark(token: Token) -> bool:
    """The word is a typed cross or tick, before one option with nothing before the others."""
    return token.kind is TokenKind.WORD and token.text.strip("().[]_") in SURE


def option_mark(option: str, token: Token) -> OptionMark:
    """The mark of an option as evidence."""
    mark = token.mark
    if mark is None:  # a bare cross
        return OptionMark(option, MarkState.CHECKED, token.page, token.bbox, MarkKind.GLYPH, token.confidence)
    return OptionMark(option, mark.state, token.page, mark.bbox, mark.kind, mark.confidence, mark.conflict)


def unclear(mark: OptionMark) -> OptionMark:
    """The same mark, its state in doubt."""
    return OptionMark(mark.option, MarkState.UNCLEAR, mark.page, mark.bbox, mark.kind, mark.confidence, mark.conflict)


def stray_mark(spec: FieldSpec, token: Token) -> OptionMark:
    """A mark that belongs to no option for sure."""
    return unclear(option_mark(spec.options[0].value, token))
