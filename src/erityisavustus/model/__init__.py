"""Model: located answers in, the typed report and its findings out."""

from erityisavustus.model.judging import Judged, findings_of, judge, sayable
from erityisavustus.model.messages import Language

__all__ = ["Judged", "Language", "findings_of", "judge", "sayable"]
