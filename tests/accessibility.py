#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window through the accessibility bus, as a screen reader does.

accessibility.py PROGRAM   starts a display and a session bus of its own, opens a demo checkpoint,
filters keys, chooses stage 2 and lenient, exports, opens the diff, and checks the file written.
Exit status: 0 passed, 1 failed, 77 skipped because something is not installed.
"""

import contextlib
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

PATIENCE = 20  # seconds that the program may take for one step
LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher",
             "/usr/lib/at-spi2-core/at-spi-bus-launcher"]


def missing():
    """What has to be installed first; None if nothing."""
    for program in ("Xvfb", "dbus-run-session"):
        if not shutil.which(program):
            return f"{program} is not installed"
    if not any(map(os.path.exists, LAUNCHERS)):
        return "at-spi2-core is not installed"
    try:
        import pyatspi  # noqa: F401
    except ImportError as error:
        return f"pyatspi cannot be imported ({error})"
    return None


@contextlib.contextmanager
def running(command, **options):
    """A child process that is gone afterwards, with all that it started."""
    child = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def outside(program):
    """Makes what the window needs to live in, then runs inside() there."""
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(f"{home}/run", 0o700)
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS")}
        environment |= {
            "HOME": home, "XDG_CONFIG_HOME": f"{home}/config", "XDG_CACHE_HOME": f"{home}/cache",
            "XDG_RUNTIME_DIR": f"{home}/run", "LC_ALL": "C.UTF-8",
            "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        reading, writing = os.pipe()
        display = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24",
                   "-nolisten", "tcp", "-noreset"]  # a reset, when a client leaves, refuses others
        with running(display, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            number = os.read(reading, 16).strip().decode()
            if not number:
                print(f"Xvfb did not start: it ended with status {server.wait()}.")
                return 1
            environment["DISPLAY"] = f":{number}"
            session = ["dbus-run-session", "--", sys.executable, __file__, "--inside", program, home]
            with running(session, env=environment) as child:
                return child.wait()


class Window:
    """The program's window as the accessibility bus shows it."""

    def __init__(self, process):
        self.process = process

    def application(self):
        import pyatspi
        desktop = pyatspi.Registry.getDesktop(0)
        for child in desktop:
            if child and child.get_process_id() == self.process.pid:
                child.clear_cache()
                return child
        return None

    def find(self, name, role=None, showing=True):
        """The first element of this name (and role's name), or None."""
        import pyatspi

        def search(element):
            try:
                states = element.getState()
                isHidden = showing and element.getRoleName() not in ("application", "page tab") \
                    and not states.contains(pyatspi.STATE_SHOWING)
                if isHidden:
                    return None
                if element.name == name and role in (None, element.getRoleName()):
                    return element
                if states.contains(pyatspi.STATE_MANAGES_DESCENDANTS):
                    return None  # a table: its cells are not children to walk over
                children = [element.getChildAtIndex(i) for i in range(element.childCount)]
            except Exception:  # it went away meanwhile
                return None
            for child in children:
                found = child and search(child)
                if found:
                    return found
            return None

        application = self.application()
        return application and search(application)

    def wait(self, what, condition):
        """What `condition` answers as soon as it is true."""
        deadline = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                raise AssertionError(f"The program ended with {self.process.poll()}: {what}")
            answer = condition()
            if answer:
                return answer
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {PATIENCE} s in vain: {what}")
            time.sleep(0.02)

    def element(self, name, role=None):
        return self.wait(f"there is “{name}” ({role})", lambda: self.find(name, role))

    def press(self, name, role=None):
        """Does what a click does."""
        element = self.element(name, role)
        action = element.queryAction()
        names = [action.getName(i) for i in range(action.nActions)]
        wanted = next(i for i, known in enumerate(names)
                      if known in ("Press", "Toggle", "Check", "Uncheck"))
        action.doAction(wanted)

    def write(self, name, text):
        self.element(name, "text").queryEditableText().setTextContents(text)

    def says(self, name, text):
        self.wait(f"“{name}” says “{text}”",
                  lambda: text in read(self.find(name)))


def read(element):
    """What an element says: its description and its text."""
    if not element:
        return ""
    with contextlib.suppress(Exception):
        text = element.queryText()
        return f"{element.description} {text.getText(0, text.characterCount)}"
    return element.description


def header(path):
    """The keys of a safetensors file."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        entries = json.loads(file.read(length))
        size = os.fstat(file.fileno()).st_size
    entries.pop("__metadata__", None)
    assert max(entry["data_offsets"][1] for entry in entries.values()) + 8 + length == size
    return entries


def inside(program, home):
    demo, result = f"{home}/demo", f"{home}/exported.safetensors"
    subprocess.run([program, "demo", demo], check=True, capture_output=True)
    with running([program, demo]) as process:
        window = Window(process)
        window.says("Verdict", "Stage 1 keeps 821 of 1,223 tensors")

        window.write("Search keys", "mlp.gate_proj.weight")
        window.says("Matches", "28 of 1,467 keys")
        window.write("Search keys", "")

        window.press("2 · UND + GEN")
        window.says("Verdict", "Stage 2 keeps all 1,223 model tensors")
        window.press("Strict")
        window.says("Verdict", "Stage 2 keeps all 1,223 model tensors")

        window.press("Export…", "push button")
        window.write("Destination", result)
        window.says("Command line", "--stage stage2")
        window.says("Command line", "--no-strict")
        window.press("Export", "push button")
        window.element("Open result")
        keys = header(result)
        source = header(f"{demo}/ema.safetensors")
        assert sorted(keys) == sorted("model." + key for key in source), "the exported keys"

        window.press("UND ↔ GEN", "page tab")
        window.says("Pair map", "Relative L2")
        window.says("GEN heat map", "Rows 0 to")
        window.says("Histogram plot", "mean")
    print("Opened, filtered, exported and compared through the accessibility bus.")
    return 0


def main():
    if sys.argv[1] == "--inside":
        return inside(*sys.argv[2:])
    reason = missing()
    if reason:
        print(f"SKIP: {reason}. On Debian: xvfb dbus-daemon at-spi2-core python3-pyatspi")
        return 1 if os.environ.get("CI") == "true" else 77
    return outside(os.path.abspath(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(main())
