"""Any work on one file under the limits of a batch: what it yields comes on as it is made.

A file that is looked at, drawn or corrected can be as hostile as one of a thousand.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from erityisavustus.batch.limits import Limits
from erityisavustus.batch.workers.child_process import ChildProcess
from erityisavustus.batch.workers.outcome import reason_of
from erityisavustus.batch.workers.worker import limited
from erityisavustus.faults import DistantError, place_of

if TYPE_CHECKING:
    from erityisavustus.reading import FileError

__all__ = ["guarded", "timed"]

ValueT = TypeVar("ValueT")
_VALUE, _ERROR, _END = "value", "error", "end"
"""What a process sends: each value, and last the error that ended it, or that it came to its end."""


def guarded(work: Callable[[], Iterator[ValueT]], limits: Limits) -> Iterator[ValueT]:
    """What `work` yields. Raises FileError when it takes too much, or its process dies, and whatever it raises itself.

    On Linux a forked process does it: that costs milliseconds, and it can be ended whatever it does. Elsewhere a fork
    is unsafe or unknown, and a new process would take longer than most files: there only time is limited, and only
    while Python code runs.
    """
    return _forked(work, limits) if sys.platform == "linux" else timed(work, limits)


def _forked(work: Callable[[], Iterator[ValueT]], limits: Limits) -> Iterator[ValueT]:
    with ChildProcess.started("fork", limits.memory, _send_all, work, limits) as child:
        try:
            while True:
                if not child.connection.poll(limits.clock):
                    raise _given_up("file.timeout")
                kind, value = child.connection.recv()
                if kind == _END:
                    return
                if kind == _ERROR:
                    raise value
                yield value
        except EOFError:
            raise _given_up(*reason_of(child.exit_code())) from None


def _send_all(out: Connection, work: Callable[[], Iterator[object]], limits: Limits) -> None:
    """In the forked process: what the work yields, and how it ends."""
    try:
        with limited(limits):
            for value in work():
                out.send((_VALUE, value))
    except BrokenPipeError:  # nobody wants the rest
        return
    except (MemoryError, RecursionError) as error:
        out.send((_ERROR, _given_up("file.too-large" if isinstance(error, MemoryError) else "file.damaged")))
    except Exception as error:  # whatever it is, it is raised in the parent
        out.send((_ERROR, _carried(error)))
    else:
        out.send((_END, None))


def timed(work: Callable[[], Iterator[ValueT]], limits: Limits) -> Iterator[ValueT]:
    """The same where no process can be forked, in this one and its main thread.

    After the time limit the work is interrupted as by Ctrl+C.
    """
    values = _begun_late(work)
    left = limits.timeout
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # As in the background of a shell, where `interrupt_main` would do nothing.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    while True:
        over = threading.Event()
        timer = threading.Timer(left, _interrupt, [over])
        timer.daemon = True
        timer.start()
        began = time.monotonic()
        try:
            value = next(values)
        except StopIteration:
            return
        except KeyboardInterrupt:
            if not over.is_set():
                raise
            raise _given_up("file.timeout") from None
        finally:
            timer.cancel()
        left = max(0.0, left - (time.monotonic() - began))
        yield value


def _begun_late(work: Callable[[], Iterator[ValueT]]) -> Iterator[ValueT]:
    """The values of `work`, no step of which is taken before the first is asked for."""
    yield from work()


def _carried(error: Exception) -> Exception:
    """The exception as it can pass between processes: of others only kind and place, for they may hold values."""
    from erityisavustus.reading import FileError

    return error if isinstance(error, FileError) else DistantError(place_of(error))


def _interrupt(over: threading.Event) -> None:
    over.set()
    _thread.interrupt_main()


def _given_up(code: str, detail: str = "") -> FileError:
    from erityisavustus.contracts.finding import Code
    from erityisavustus.reading import FileError

    return FileError(Code(code), detail)
