"""What a process that takes files apart gives up before it reads one: descriptors, files, network, other processes, memory.

Each lock stands by itself, so that a kernel without one of them still has the others. What holds on every machine are the limits: with
no descriptor left
to open, no file and no socket can be reached. Where the kernel has them, a namespace of its own (no network, an empty root) and a list
of system
calls (seccomp; everything not named is refused) come on top. `confine` says which of them are in force.
"""

import codecs
import contextlib
import ctypes
import encodings
import encodings.aliases
import errno
import gc
import importlib
import os
import pkgutil
import resource
from collections.abc import Callable
from types import ModuleType

DESCRIPTORS = 3
"""Standard input, output and errors; a fourth cannot be opened. Within an empty root of its own one can: the source of chance, which
encrypted files need.
"""
NOBODY = 65_534
THREADS = 16
"""A library that draws HEIC starts a few; in a namespace of its own only these count."""
OF_A_USER = 512
"""Without one, every process of the user counts."""

LIMITS, NAMESPACE, CALLS = "limits", "namespace", "calls"
ALL = (LIMITS, NAMESPACE, CALLS)
WORDS = {
    LIMITS: "grenzen aan geheugen, tijd en bestanden",
    NAMESPACE: "een eigen naamruimte zonder netwerk en bestanden",
    CALLS: "een lijst van toegestane systeemaanroepen (seccomp)",
}

_NEW_MOUNTS, _NEW_GROUPS, _NEW_NAMES, _NEW_IPC, _NEW_USER, _NEW_NET = (
    0x00020000,
    0x02000000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x40000000,
)
_RECURSIVE_PRIVATE = 0x4000 | 0x40000
_READ_ONLY, _NOTHING_RUNS, _AGAIN, _ALSO_HERE = 1, 2 | 8, 32, 4096
_ROOT = "/tmp"  # noqa: S108 - covered by an empty one of its own, which nobody else sees
_CHANCE = "/dev/urandom"
_IS_A_THREAD = 0x00010000
_DIE_WITH_PARENT = 1
_NO_DUMP = 4
_NO_NEW_PRIVILEGES = 38

# What computing in memory, with the three descriptors there are, needs. Opening, connecting, starting and looking at
# others are not among them.
_ALLOWED = [
    "read",
    "readv",
    "write",
    "writev",
    "lseek",
    "close",
    "fstat",
    "newfstatat",
    "fstat64",
    "ioctl",
    "fcntl",
    "poll",
    "ppoll",
    "select",
    "pselect6",
    "mmap",
    "mmap2",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "brk",
    "futex",
    "futex_time64",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigreturn",
    "sigaltstack",
    "restart_syscall",
    "rseq",
    "set_robust_list",
    "membarrier",
    "getcwd",
    "getpid",
    "gettid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "getrandom",
    "getcpu",
    "sched_yield",
    "sched_getaffinity",
    "getrusage",
    "sysinfo",
    "uname",
    "clock_gettime",
    "clock_gettime64",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "times",
    "exit",
    "exit_group",
]


def confine(*, memory_bytes: int, seconds: int) -> tuple[str, ...]:
    """Give up everything but computing. Returns which locks are in force, of `ALL`; there is no way back.

    Call it with every library loaded: nothing can be imported afterwards. Raises OSError when not even the limits hold.
    """
    _load_encodings()
    gc.collect()
    os.closerange(DESCRIPTORS, 65_536)
    os.environ.clear()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DIE_WITH_PARENT, 9, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    calls = _prepared_calls()
    in_force = [LIMITS]
    apart = _holds(lambda: _leave_the_machine(libc))
    if apart:
        in_force.append(NAMESPACE)
    libc.prctl(
        _NO_DUMP, 0, 0, 0, 0
    )  # only now: who cannot be looked into cannot say who it is in a namespace either
    _limit(memory_bytes, seconds, apart=apart)
    if not apart and os.geteuid() == 0:
        _be_nobody()
    if calls is not None and _holds(lambda: calls(apart)):
        in_force.append(CALLS)
    else:  # nothing says what may be opened: nothing may
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    return tuple(in_force)


def load_whole(*packages: ModuleType) -> None:
    """Every module of these packages: what a library would load only when it meets something rare."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            with contextlib.suppress(ImportError):  # for what is not installed
                importlib.import_module(found.name)


def _load_encodings() -> None:
    """Every encoding of text there is: none can be looked up once files are out of reach."""
    for found in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(ImportError):  # of another system
            importlib.import_module(f"encodings.{found.name}")
    for name in set(encodings.aliases.aliases.values()):
        with contextlib.suppress(LookupError):
            codecs.lookup(name)


def _holds(step: Callable[[], None]) -> bool:
    try:
        step()
    except (OSError, RuntimeError, ValueError):
        return False
    return True


def _limit(memory_bytes: int, seconds: int, *, apart: bool) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS + apart),
        (resource.RLIMIT_NPROC, THREADS if apart else OF_A_USER),
    ):
        resource.setrlimit(what, (most, most))


def _be_nobody() -> None:
    """Who runs everything may raise every limit; nobody may not."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _leave_the_machine(libc: ctypes.CDLL) -> None:
    """Into a namespace of its own: no network, no processes to talk to, and an empty root. Raises OSError."""
    user, group = os.geteuid(), os.getegid()
    _call(libc.unshare, _NEW_USER | _NEW_MOUNTS | _NEW_NET | _NEW_IPC | _NEW_NAMES | _NEW_GROUPS)
    for name, said in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
        _say(f"/proc/self/{name}", said)
    _call(libc.mount, None, b"/", None, _RECURSIVE_PRIVATE, None)
    _call(libc.mount, b"none", _ROOT.encode(), b"tmpfs", _NOTHING_RUNS, b"size=16k")
    os.mkdir(f"{_ROOT}/dev", 0o500)  # noqa: PTH102 - pathlib may load more than is loaded
    os.close(os.open(f"{_ROOT}{_CHANCE}", os.O_CREAT | os.O_WRONLY, 0o400))
    _call(libc.mount, _CHANCE.encode(), f"{_ROOT}{_CHANCE}".encode(), None, _ALSO_HERE, None)
    _call(libc.mount, b"none", _ROOT.encode(), None, _AGAIN | _READ_ONLY | _NOTHING_RUNS, None)
    os.chroot(_ROOT)
    os.chdir("/")


def _say(path: str, text: str) -> None:
    told = os.open(path, os.O_WRONLY)
    try:
        os.write(told, text.encode())
    finally:
        os.close(told)


def _call(function: Callable[..., int], *values: object) -> None:
    if function(*values) != 0:
        code = ctypes.get_errno() or errno.EPERM
        raise OSError(code, os.strerror(code))


def _prepared_calls() -> Callable[[bool], None] | None:
    """What puts the list of system calls in force (with a root of its own, or not); None where the machine has no libseccomp."""
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError):
        return None
    refused = pyseccomp.SyscallFilter(defaction=pyseccomp.ERRNO(errno.EPERM))
    for name in _ALLOWED:
        with contextlib.suppress(OSError, RuntimeError, ValueError):  # not a call of this kind of machine
            refused.add_rule(pyseccomp.ALLOW, name)
    # A thread is no process: the C library asks for one by `clone` when it does not know of `clone3`.
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        refused.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
        thread = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _IS_A_THREAD, _IS_A_THREAD)
        refused.add_rule(pyseccomp.ALLOW, "clone", thread)

    def load(apart: bool) -> None:
        if apart:  # there is one file to open
            reading = pyseccomp.Arg(2, pyseccomp.MASKED_EQ, os.O_ACCMODE, os.O_RDONLY)
            refused.add_rule(pyseccomp.ALLOW, "openat", reading)
        refused.load()

    return load
