"""What pdfminer's interpreter passes over and a viewer does not: layers, transparency, clips, shadings."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from erityisavustus.contracts.finding import Code
from erityisavustus.contracts.geometry import Rect
from erityisavustus.reading.engines.pdfminer.recorder import Recorder
from erityisavustus.reading.errors import FileError
from erityisavustus.reading.records import MAX_FORM_DEPTH, NO_FONT
from erityisavustus.reading.visibility.layers import Policy, shown_by

__all__ = ["Interpreter"]

CLIP_CORNER = 0.6
"""Points by which a clip's corner may lie off its rectangle; a guess."""
STAND_IN = {"Subtype": PSLiteral("Type1"), "BaseFont": PSLiteral("Helvetica"), "Encoding": PSLiteral("WinAnsiEncoding")}
"""What pdfium takes for a font that is missing."""


class _State(PDFGraphicState):
    """The graphics state with what an ExtGState dictionary sets (ISO 32000-2, 8.4.5)."""

    alpha: float = 1.0
    """Constant alpha of fills and text, that of the groups around them included."""
    plain: bool = True
    """Blend mode is Normal."""
    masked: bool = False
    """A soft mask is in force (11.6.4.3)."""
    clip: Rect | None = None
    """Around the clipping path, in the page's coordinates (8.5.4); None where nothing clips."""
    shaped: bool = False
    """The clipping path is no upright rectangle, so that its box does not say what it shows."""

    @property
    def veiled(self) -> bool:
        """Only the pixels say whether what is drawn shows."""
        return self.masked or self.shaped

    def copy(self) -> _State:
        other = _State()
        other.__dict__.update(self.__dict__)
        return other


class Interpreter(PDFPageInterpreter):
    """Runs a page's contents for a `Recorder`; what lies on a hidden layer is not recorded."""

    device: Recorder
    resources: dict[Any, Any]
    depth = 0
    outer: _State | None = None
    """The state in which this form was drawn, its clip narrowed to the form's /BBox."""
    group_alpha = 1.0
    """Constant alpha of the transparency groups around (11.6.6)."""
    form_clip: Rect | None = None
    form_group = False
    running: frozenset[int] = frozenset()
    """Object numbers of the forms that this one is drawn by, itself included."""
    _drawn = 0

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate = _State()
        if self.outer is not None:
            self.graphicstate.__dict__.update(
                (k, getattr(self.outer, k)) for k in ("alpha", "plain", "masked", "clip", "shaped")
            )
        self.marked: list[bool] = []

    def subinterp(self) -> PDFPageInterpreter:
        """The interpreter of a form XObject: one level deeper, in the state it is drawn in, within its own clip."""
        inner = super().subinterp()
        if isinstance(inner, Interpreter) and isinstance(self.graphicstate, _State):
            inner.depth, inner.outer = self.depth + 1, self.graphicstate.copy()
            inner.outer.clip = self.form_clip
            inner.group_alpha = self.graphicstate.alpha if self.form_group else self.group_alpha
            inner.running = self.running | {self._drawn}
        return inner

    def do_W(self) -> None:  # noqa: N802
        """The current path clips what comes after it."""
        points = [p for segment in self.curpath for p in zip(segment[1::2], segment[2::2], strict=False)]
        if points and isinstance(self.graphicstate, _State):
            placed = [apply_matrix_pt(self.ctm, p) for p in points]
            self.graphicstate.clip = _common(self.graphicstate.clip, Rect.around(placed))
            if not _upright_rectangle(placed):
                self.graphicstate.shaped = True

    do_W_a = do_W  # noqa: N815

    def do_gs(self, name: Any) -> None:
        """Constant alpha, blend mode and soft mask."""
        states = resolve1(self.resources.get("ExtGState")) if self.resources else None
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if not isinstance(state, dict) or not isinstance(self.graphicstate, _State):
            return
        alpha = resolve1(state.get("ca"))
        if isinstance(alpha, (int, float)):
            self.graphicstate.alpha = float(alpha) * self.group_alpha
        mask = resolve1(state.get("SMask"))
        if mask is not None:
            self.graphicstate.masked = isinstance(mask, dict) or (self.outer is not None and self.outer.masked)
        blend = resolve1(state.get("BM"))
        if isinstance(blend, list):
            blend = resolve1(blend[0]) if blend else None
        if isinstance(blend, PSLiteral):
            self.graphicstate.plain = literal_name(blend) in ("Normal", "Compatible")

    def do_sh(self, name: Any) -> None:
        """A shading paints a background of some colour."""
        super().do_sh(name)
        self.device.shade(self.graphicstate.clip if isinstance(self.graphicstate, _State) else None)

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Marked content without properties is on no layer."""
        super().do_BMC(tag)
        self.marked.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Marked content may lie on a layer (8.11.3.2)."""
        super().do_BDC(tag, props)
        hidden = False
        if isinstance(tag, PSLiteral) and literal_name(tag) == "OC" and isinstance(props, PSLiteral):
            known = resolve1(self.resources.get("Properties")) if self.resources else None
            hidden = isinstance(known, dict) and self._hidden(known.get(literal_name(props)))
        self.marked.append(hidden)
        self.device.hidden += hidden

    def do_EMC(self) -> None:  # noqa: N802
        """The end of the innermost marked content."""
        super().do_EMC()
        if self.marked:
            self.device.hidden -= self.marked.pop()

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:  # noqa: N802
        """A font that the resources lack (9.3.1 asks for one of them): some viewers show nothing, some take another."""
        name = literal_name(fontid)
        if name not in self.fontmap:
            font = self.rsrcmgr.get_font(None, STAND_IN)
            font.fontname = NO_FONT
            self.fontmap[name] = font
        super().do_Tf(fontid, fontsize)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """A form or image may lie on a layer as a whole (8.11.3.3)."""
        form = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        self._drawn = getattr(form, "objid", None) or 0  # 0: none that could draw itself
        if self._drawn and self._drawn in self.running:  # as in a public file; viewers pass over it too
            return
        if self.depth > MAX_FORM_DEPTH:
            raise FileError(Code.FILE_TOO_LARGE, "nesting")
        attributes = getattr(form, "attrs", {})
        for key in ("BBox", "Matrix"):  # pdfminer reads their numbers where they stand
            if isinstance(numbers := resolve1(attributes.get(key)), list):
                attributes[key] = [resolve1(n) for n in numbers]
        hidden = self._hidden(attributes.get("OC"))
        self.form_clip = self._clip_of(attributes)
        self.form_group = attributes.get("Group") is not None
        self.device.hidden += hidden
        try:
            super().do_Do(xobjid_arg)
        finally:
            self.device.hidden -= hidden

    def _clip_of(self, form: dict[str, Any]) -> Rect | None:
        """What a form XObject can be seen through: its /BBox within the current clip (8.10.1)."""
        clip = self.graphicstate.clip if isinstance(self.graphicstate, _State) else None
        box, matrix = form.get("BBox"), form.get("Matrix") or MATRIX_IDENTITY
        try:
            x0, y0, x1, y1 = (float(v) for v in box or ())
            a, b, c, d, e, f = (float(v) for v in matrix)
            corners = [(x, y) for x in (x0, x1) for y in (y0, y1)]
            placed = mult_matrix((a, b, c, d, e, f), self.ctm)
            return _common(clip, Rect.around(apply_matrix_pt(placed, corner) for corner in corners))
        except (TypeError, ValueError):
            return clip

    def _hidden(self, layer: Any) -> bool:
        """Whether a viewer leaves out what belongs to this optional content group or membership dictionary."""
        off = self.device.off_layers
        if not off or layer is None:
            return False
        if isinstance(layer, PDFObjRef) and layer.objid in off:
            return True
        member = resolve1(layer)
        if not isinstance(member, dict) or "OCGs" not in member:
            return False
        groups = member["OCGs"]
        groups = groups if isinstance(groups, PDFObjRef) and groups.objid in off else resolve1(groups)
        members = groups if isinstance(groups, list) else [groups]
        states = [not (isinstance(g, PDFObjRef) and g.objid in off) for g in members]
        policy = resolve1(member.get("P"))
        return not shown_by(states, Policy(literal_name(policy)) if isinstance(policy, PSLiteral) else Policy.ANY_ON)


def _upright_rectangle(points: list[tuple[float, float]]) -> bool:
    x0, y0, x1, y1 = Rect.around(points)
    corners = {(abs(x - x0) < CLIP_CORNER, abs(y - y0) < CLIP_CORNER) for x, y in points}
    on_corners = all(
        min(abs(x - x0), abs(x - x1)) < CLIP_CORNER and min(abs(y - y0), abs(y - y1)) < CLIP_CORNER for x, y in points
    )
    flat = min(x1 - x0, y1 - y0) < CLIP_CORNER
    return on_corners and len(points) in (4, 5) and (len(corners) == 4 or flat)


def _common(clip: Rect | None, box: Rect) -> Rect:
    return box if clip is None else clip.common(box)
