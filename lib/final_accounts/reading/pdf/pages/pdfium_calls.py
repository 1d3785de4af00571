"""Functions of pdfium to be called often, for many characters or objects in a row.

pypdfium2's own take and give objects for pointers, and making those takes longer than the call. These take
and give addresses as whole numbers (None for a null pointer). They are named as in pdfium, without prefix.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import numpy.typing as npt
import pypdfium2.raw as raw

Function = Callable[..., Any]

_Int, _Address = ctypes.c_int, ctypes.c_void_p


def address_of(handle: Any) -> int:
    """The address of what a handle of pypdfium2 points to, or of a function."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _function(name: str, result: Any, *arguments: Any) -> Function:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(getattr(raw, name)))


count_chars = _function("FPDFText_CountChars", _Int, _Address)
text = _function("FPDFText_GetText", _Int, _Address, _Int, _Int, _Address)
char_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint, _Address, _Int)
is_generated = _function("FPDFText_IsGenerated", _Int, _Address, _Int)
is_hyphen = _function("FPDFText_IsHyphen", _Int, _Address, _Int)
has_map_error = _function("FPDFText_HasUnicodeMapError", _Int, _Address, _Int)
loose_char_box = _function("FPDFText_GetLooseCharBox", _Int, _Address, _Int, _Address)
char_origin = _function("FPDFText_GetCharOrigin", _Int, _Address, _Int, _Address, _Address)
char_angle = _function("FPDFText_GetCharAngle", ctypes.c_float, _Address, _Int)
text_object = _function("FPDFText_GetTextObject", _Address, _Address, _Int)

font = _function("FPDFTextObj_GetFont", _Address, _Address)
font_size = _function("FPDFTextObj_GetFontSize", _Int, _Address, _Address)
render_mode = _function("FPDFTextObj_GetTextRenderMode", _Int, _Address)

count_objects = _function("FPDFPage_CountObjects", _Int, _Address)
page_object = _function("FPDFPage_GetObject", _Address, _Address, _Int)
object_type = _function("FPDFPageObj_GetType", _Int, _Address)
object_matrix = _function("FPDFPageObj_GetMatrix", _Int, _Address, _Address)
object_bounds = _function("FPDFPageObj_GetBounds", _Int, _Address, *[_Address] * 4)
fill_colour = _function("FPDFPageObj_GetFillColor", _Int, _Address, *[_Address] * 4)
count_form_objects = _function("FPDFFormObj_CountObjects", _Int, _Address)
form_object = _function("FPDFFormObj_GetObject", _Address, _Address, ctypes.c_ulong)

draw_mode = _function("FPDFPath_GetDrawMode", _Int, _Address, _Address, _Address)
count_segments = _function("FPDFPath_CountSegments", _Int, _Address)
path_segment = _function("FPDFPath_GetPathSegment", _Address, _Address, _Int)
segment_type = _function("FPDFPathSegment_GetType", _Int, _Address)
segment_point = _function("FPDFPathSegment_GetPoint", _Int, _Address, _Address, _Address)
segment_closes = _function("FPDFPathSegment_GetClose", _Int, _Address)


def each(function: Function, *columns: Iterable[Any]) -> None:
    """Calls the function for each row of its arguments."""
    deque(map(function, *columns), maxlen=0)


def rows(array: npt.NDArray[Any], column: int = 0) -> range:
    """The addresses of an array's rows, or of one column in each, to be filled by a function of pdfium."""
    start, step = array.ctypes.data, array.shape[1] * array.itemsize
    return range(start + column * array.itemsize, start + step * len(array), step)
