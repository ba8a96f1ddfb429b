"""Optional content (ISO 32000-2, 8.11): layers that a viewer does not show when it opens the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from erityisavustus.reading.objects import PdfValue

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Policy", "off_layers", "on_hidden_layer", "shown_by"]


class Policy(StrEnum):
    """/P of a membership dictionary (table 97)."""

    ALL_ON = "AllOn"
    ANY_ON = "AnyOn"
    ANY_OFF = "AnyOff"
    ALL_OFF = "AllOff"

    @classmethod
    def _missing_(cls, _: object) -> Policy:
        return cls.ANY_ON


def off_layers(pike: pikepdf.Pdf) -> frozenset[int]:
    """Object numbers of the groups that are off on the screen: the default configuration's /BaseState, /ON and
    /OFF, and the usage it applies to viewing (8.11.4.3 and 8.11.4.4). Broken entries count as shown."""
    import pikepdf

    try:
        properties = pike.Root.get("/OCProperties")
        config = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    except (pikepdf.PdfError, AttributeError):
        return frozenset()
    if not isinstance(properties, pikepdf.Dictionary) or not isinstance(config, pikepdf.Dictionary):
        return frozenset()
    off: set[int] = set()
    if config.get("/BaseState") == "/OFF":
        off = _numbers(properties.get("/OCGs")) - _numbers(config.get("/ON"))
    off |= _numbers(config.get("/OFF"))
    for usage in _groups(config.get("/AS"), indirect=False):
        if usage.get("/Event") == "/View":
            for group in _groups(usage.get("/OCGs")):
                state = _view_state(group)
                if state == "/OFF":
                    off.add(group.objgen[0])
                elif state == "/ON":
                    off.discard(group.objgen[0])
    return frozenset(off)


def on_hidden_layer(annotation: pikepdf.Dictionary, off: frozenset[int]) -> bool:
    """Whether an annotation's /OC keeps it from being shown."""
    import pikepdf

    layer = annotation.get("/OC") if off else None
    if not isinstance(layer, pikepdf.Dictionary):
        return False
    if layer.objgen[0] in off:
        return True
    groups = layer.get("/OCGs")
    if isinstance(groups, pikepdf.Dictionary):
        groups = pikepdf.Array([groups])
    states = [g.objgen[0] not in off for g in _groups(groups)]
    return not shown_by(states, Policy(str(layer.get("/P", "")).removeprefix("/")))


def shown_by(states: Sequence[bool], policy: Policy) -> bool:
    """What a membership dictionary makes of its groups' states; without groups it has no effect."""
    if not states:
        return True
    return {
        Policy.ALL_ON: all(states),
        Policy.ANY_ON: any(states),
        Policy.ANY_OFF: not all(states),
        Policy.ALL_OFF: not any(states),
    }[policy]


def _groups(value: PdfValue, *, indirect: bool = True) -> Iterator[pikepdf.Dictionary]:
    import pikepdf

    if isinstance(value, pikepdf.Array):
        for entry in value:
            if isinstance(entry, pikepdf.Dictionary) and (entry.is_indirect or not indirect):
                yield entry


def _numbers(groups: PdfValue) -> set[int]:
    return {group.objgen[0] for group in _groups(groups)}


def _view_state(group: pikepdf.Dictionary) -> str:
    try:
        return str(group.Usage.View.ViewState)
    except AttributeError:
        return ""
