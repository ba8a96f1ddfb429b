"""Model: located answers in, the typed report and its findings out."""

from erityisavustus.judging.judge import Judged, findings_of, judge, sayable
from erityisavustus.judging.messages import Language

__all__ = ["Judged", "Language", "findings_of", "judge", "sayable"]
