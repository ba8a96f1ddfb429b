"""What the arrays of a page picture hold, by name.

numpy and OpenCV come with an extra: the names are there without them, and OpenCV's results, which it declares as any
number, get the type that they have where they are made (`morphology`, `components`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy
    from cv2.typing import MatLike
    from numpy.typing import NDArray

__all__ = ["Contour", "Gray", "Indices", "Ink", "Labels", "Mask", "Rectangles"]

Gray: TypeAlias = "NDArray[numpy.uint8]"
"""(height, width): 0 black to 255 white."""
Ink: TypeAlias = "NDArray[numpy.uint8]"
"""(height, width): 1 where there is ink, 0 elsewhere; the form in which OpenCV takes a mask."""
Mask: TypeAlias = "NDArray[numpy.bool_]"
"""(height, width), or one row or column of it: where something is."""
Labels: TypeAlias = "NDArray[numpy.int32]"
"""(height, width): 0 where there is no ink, else the number of the connected component."""
Indices: TypeAlias = "NDArray[numpy.intp]"
"""(n,): rows or columns of a picture."""
Rectangles: TypeAlias = "NDArray[numpy.int64]"
"""(n, 4): left, top, width and height of each, or (n, 3) of what has no width."""
Contour: TypeAlias = "MatLike"
"""(points, 1, 2): the pixels along an edge, as OpenCV gives and takes them."""
