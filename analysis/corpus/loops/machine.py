"""Machine code of loops: made by numba, kept in files, and read by LLVM's linker alone.

``numba.cfunc`` gives a loop as a C function of pointers and numbers, in LLVM's language; of that
nothing is kept that needs numba while it runs.
"""

from __future__ import annotations

import ctypes
import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

Entry = Callable[[Sequence[Any]], None]
"""A compiled loop, called with its arguments as one sequence."""

_POINTER = (ctypes.c_void_p, ctypes.c_int64)
_LIBRARY = {"memset", "memcpy", "memmove"}
"""What code may call: every process has these."""


def read_entry(key: str, types: Sequence[str]) -> Entry | None:
    """Return a loop that was compiled before on a machine like this one, if there is one.

    What was cut off or changed since it was written is passed over: the linker would end the
    program over it.
    """
    for folder in _folders():
        with suppress(OSError):
            digest, code = _parted((folder / _file_name(key)).read_bytes())
            if digest == _digest(code, key):
                return _linked(code, key, types)
    return None


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
    code = _code(numba, inner, key, types)
    if code is None:
        return lambda arguments: inner(*arguments)
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            fresh = folder / f"{_file_name(key)}.{secrets.token_hex(4)}"
            fresh.write_bytes(_digest(code, key) + code)
            fresh.replace(folder / _file_name(key))
            break
    return _linked(code, key, types)


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


def _code(numba: Any, inner: Any, key: str, types: Sequence[str]) -> bytes | None:  # noqa: ANN401 - untyped
    """Return the machine code of a loop; None if it would need numba while it runs."""
    from llvmlite import binding  # noqa: PLC0415 - see ``_file_name``

    names = [f"a{number}" for number in range(len(types))]
    places = [f"{n}, {n}_size" if _is_array(t) else n for n, t in zip(names, types, strict=True)]
    given = [
        f"c({n}, ({n}_size,))" if _is_array(t) else n for n, t in zip(names, types, strict=True)
    ]
    scope = {"inner": inner, "c": numba.carray}
    exec(f"def entry({', '.join(places)}):\n    inner({', '.join(given)})\n", scope)  # noqa: S102 - own words
    pointers = [
        argument
        for name in types
        for argument in (
            (numba.types.CPointer(numba.from_dtype(np.dtype(name[:-2]))), numba.int64)
            if _is_array(name)
            else (numba.int64,)
        )
    ]
    function = numba.cfunc(numba.void(*pointers))(scope["entry"])
    module = binding.parse_assembly(function.inspect_llvm())
    target = _target(binding)
    _shake(binding, target, module, _symbol(key))
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


def _linked(code: bytes, key: str, types: Sequence[str]) -> Entry:
    """Return machine code as something to be called."""
    from llvmlite import binding  # noqa: PLC0415 - see ``_file_name``

    target = _target(binding)
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), target)
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    parts = [part for t in types for part in (_POINTER if _is_array(t) else _POINTER[1:])]
    # The engine owns the memory of the code.
    function = ctypes.CFUNCTYPE(None, *parts)(engine.get_function_address(_symbol(key)))

    def call(arguments: Sequence[Any], _owner: object = engine) -> None:
        function(*_flat(arguments))

    return call


def _flat(arguments: Sequence[Any]) -> list[int]:
    """Return numbers as they are, and of arrays the address and the length."""
    flat: list[int] = []
    for value in arguments:
        if isinstance(value, np.ndarray):
            if value.ndim != 1 or not value.flags.c_contiguous:
                message = "a compiled loop takes arrays of one dimension that lie in one piece"
                raise ValueError(message)
            flat += (value.__array_interface__["data"][0], len(value))
        else:
            flat.append(int(value))
    return flat
