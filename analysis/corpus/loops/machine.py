"""Machine code of loops: made by numba, kept in files, and read by LLVM's linker alone.

``numba.cfunc`` gives a loop as a C function of pointers and numbers, in LLVM's language; of that
nothing is kept that needs numba while it runs.
"""

from __future__ import annotations

import ctypes
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import platformdirs

Entry = Callable[[Sequence[Any]], None]
"""A compiled loop, called with its arguments as one sequence."""
Addresses = npt.NDArray[np.int64]
Entries = Callable[[range, Sequence[int]], None]
"""A compiled loop that is called for some of many sets of arguments, one after another.

Each argument is one array over the sets, given by its address: numbers, or the addresses of arrays,
and next their sizes.
"""

_POINTER = (ctypes.c_void_p, ctypes.c_int64)
_LIBRARY = {"memset", "memcpy", "memmove"}
"""What code may call: every process has these."""


def read_entry(key: str, types: Sequence[str]) -> Entry | None:
    """Return a loop that was compiled before on a machine like this one, if there is one.

    What was cut off or changed since it was written is passed over: the linker would end the
    program over it.
    """
    code = _read(key)
    return None if code is None else _called(_Linked(code, key), types)


def read_entries(key: str, types: Sequence[str]) -> Entries | None:
    """Return the same for many sets of arguments."""
    code = _read(_for_many(key))
    return None if code is None else _called_for_many(_Linked(code, _for_many(key)), types)


def compile_entry(function: Callable[..., None], key: str, types: Sequence[str]) -> Entry:
    """Compile a loop and keep its machine code, where a folder can be written.

    Parameters
    ----------
    function
        Its Python.
    key
        A hash of everything that the code depends on besides the machine.
    types
        Those of its arguments, in numpy's short names; an array's ends in ``[]``.
    """
    import numba  # noqa: PLC0415 - takes a second, and is needed once for a machine

    inner = numba.njit(function, error_model="numpy", nogil=True)
    code = _code(numba, inner, _Way(key, _source(types), _pointers(numba, types)))
    if code is None:
        return lambda arguments: inner(*arguments)
    _keep(code, key)
    return _called(_Linked(code, key), types)


def compile_entries(function: Callable[..., None], key: str, types: Sequence[str]) -> Entries:
    """Compile a loop for many sets of arguments and keep its machine code.

    Parameters
    ----------
    function, key, types
        As for ``compile_entry``; the loop may not fail.
    """
    import numba  # noqa: PLC0415 - see ``compile_entry``

    inner = numba.njit(function, error_model="numpy", nogil=True)
    way = _Way(_for_many(key), _source_for_many(types), _pointers_for_many(numba, types))
    code = _code(numba, inner, way)
    if code is None:
        message = f"{function.__name__} may fail, so that it cannot be called for many at once"
        raise TypeError(message)
    _keep(code, _for_many(key))
    return _called_for_many(_Linked(code, _for_many(key)), types)


def _for_many(key: str) -> str:
    return f"{key}_many"


def _read(key: str) -> bytes | None:
    for folder in _folders():
        with suppress(OSError):
            digest, code = _parted((folder / _file_name(key)).read_bytes())
            if digest == _digest(code, key):
                return code
    return None


def _keep(code: bytes, key: str) -> None:
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            fresh = folder / f"{_file_name(key)}.{secrets.token_hex(4)}"
            fresh.write_bytes(_digest(code, key) + code)
            fresh.replace(folder / _file_name(key))
            break


def _folders() -> Iterator[Path]:
    """Yield where code is kept: beside the program, else among what the user's programs keep."""
    yield Path(__file__).parent / "__pycache__"
    yield Path(platformdirs.user_cache_path("wenjian", appauthor=False)) / "loops"


def _digest(code: bytes, key: str) -> bytes:
    """Return what stands before the code of a loop in its file."""
    return hashlib.sha256(key.encode() + code).digest()


def _parted(content: bytes) -> tuple[bytes, bytes]:
    size = hashlib.sha256().digest_size
    return content[:size], content[size:]


def _file_name(key: str) -> str:
    """Return the name of a file of code.

    It holds for systems, processors and linkers of one kind, and for this way of making
    code and of calling it.
    """
    from llvmlite import __version__, binding  # noqa: PLC0415 - few commands need it

    cpu = f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
    kind = f"{__version__} {binding.get_default_triple()} {cpu}\n"
    way = Path(__file__).read_bytes()
    return f"{key}-{hashlib.sha256(kind.encode() + way).hexdigest()[:8]}.code"


def _symbol(key: str) -> str:
    return f"loop_{key}"


class _Way(NamedTuple):
    """How a loop is called from C."""

    key: str
    source: str
    pointers: list[Any]
    """Types of the arguments."""


def _source(types: Sequence[str]) -> str:
    """Return the C function of a loop: pointers become arrays."""
    numbered = list(enumerate(types))
    places = [f"a{n}, a{n}_size" if _is_array(t) else f"a{n}" for n, t in numbered]
    given = [f"c(a{n}, (a{n}_size,))" if _is_array(t) else f"a{n}" for n, t in numbered]
    return f"def entry({', '.join(places)}):\n    inner({', '.join(given)})\n"


def _source_for_many(types: Sequence[str]) -> str:
    """Return the C function that calls a loop for one set of arguments after another."""
    numbered = list(enumerate(types))
    places = [f"a{n}, a{n}_size" if _is_array(t) else f"a{n}" for n, t in numbered]
    given = [f"c(a{n}[i], (a{n}_size[i],))" if _is_array(t) else f"a{n}[i]" for n, t in numbered]
    head = f"def entry(first, stop, {', '.join(places)}):"
    return f"{head}\n    for i in range(first, stop):\n        inner({', '.join(given)})\n"


def _pointers(numba: Any, types: Sequence[str]) -> list[Any]:  # noqa: ANN401 - untyped
    size: Any = numba.int64
    arrays = [(_pointer(numba, name), size) if _is_array(name) else (size,) for name in types]
    return [argument for array in arrays for argument in array]


def _pointers_for_many(numba: Any, types: Sequence[str]) -> list[Any]:  # noqa: ANN401 - untyped
    pointers = [numba.types.CPointer(one) for one in _pointers(numba, types)]
    return [numba.int64, numba.int64, *pointers]


def _pointer(numba: Any, name: str) -> Any:  # noqa: ANN401 - untyped
    return numba.types.CPointer(numba.from_dtype(np.dtype(name[:-2])))


def _code(numba: Any, inner: Any, way: _Way) -> bytes | None:  # noqa: ANN401 - untyped
    """Return the machine code of a loop; None if it would need numba while it runs."""
    from llvmlite import binding  # noqa: PLC0415 - see ``_file_name``

    scope = {"inner": inner, "c": numba.carray}
    exec(way.source, scope)  # noqa: S102 - own words
    function = numba.cfunc(numba.void(*way.pointers))(scope["entry"])
    module = binding.parse_assembly(function.inspect_llvm())
    target = _target(binding)
    _shake(binding, target, module, _symbol(way.key))
    strange = [one.name for one in module.functions if one.is_declaration]
    if any(not name.startswith("llvm.") and name not in _LIBRARY for name in strange):
        return None
    code: bytes = target.emit_object(module)
    return code


def _shake(binding: Any, target: Any, module: Any, symbol: str) -> None:  # noqa: ANN401 - untyped
    """Leave in a module what the C function needs, under another name.

    What it does if the loop fails, which calls Python, falls away: no loop fails.
    """
    for one in module.functions:
        if one.name.startswith("cfunc."):
            one.name = symbol
        elif not one.is_declaration:
            one.linkage = "internal"
    options = binding.create_pipeline_tuning_options(speed_level=3)
    builder = binding.create_pass_builder(target, options)
    builder.getModulePassManager().run(module, builder)


def _is_array(name: str) -> bool:
    return name.endswith("[]")


def _target(binding: Any) -> Any:  # noqa: ANN401 - untyped
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(),
        features=binding.get_host_cpu_features().flatten(),
        opt=3,
        reloc="pic",
        codemodel="jitdefault",
        jit=True,
    )


class _Linked:
    """Machine code in memory, as long as somebody holds it."""

    def __init__(self, code: bytes, key: str) -> None:
        from llvmlite import binding  # noqa: PLC0415 - see ``_file_name``

        self._engine = binding.create_mcjit_compiler(binding.parse_assembly(""), _target(binding))
        self._engine.add_object_file(binding.ObjectFileRef.from_data(code))
        self._engine.finalize_object()
        self.address: int = self._engine.get_function_address(_symbol(key))


def _called(linked: _Linked, types: Sequence[str]) -> Entry:
    """Return machine code as something to be called."""
    parts = [part for t in types for part in (_POINTER if _is_array(t) else _POINTER[1:])]
    function = ctypes.CFUNCTYPE(None, *parts)(linked.address)

    def call(arguments: Sequence[Any], _owner: object = linked) -> None:
        function(*flat(arguments))

    return call


def _called_for_many(linked: _Linked, types: Sequence[str]) -> Entries:
    """Return machine code as something to be called for many sets of arguments."""
    n_arrays = sum(2 if _is_array(t) else 1 for t in types)
    border, pointer = ctypes.c_int64, ctypes.c_void_p
    function = ctypes.CFUNCTYPE(None, border, border, *[pointer] * n_arrays)(linked.address)

    def call(sets: range, columns: Sequence[int], _owner: object = linked) -> None:
        function(sets.start, sets.stop, *columns)

    return call


def address_of(array: npt.NDArray[Any]) -> int:
    """Return where an array lies in memory."""
    address: int = array.__array_interface__["data"][0]
    return address


def flat(arguments: Iterable[Any]) -> list[int]:
    """Return numbers as they are, and of arrays the address and the length.

    Raises
    ------
    ValueError
        An array does not lie in one piece.
    """
    numbers: list[int] = []
    for value in arguments:
        if isinstance(value, np.ndarray):
            if value.ndim != 1 or not value.flags.c_contiguous:
                message = "a compiled loop takes arrays of one dimension that lie in one piece"
                raise ValueError(message)
            numbers += (address_of(value), len(value))
        else:
            numbers.append(int(value))
    return numbers
