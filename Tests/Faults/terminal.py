"""A program on a pseudo-terminal, and a recogniser of all that it may send there.

What is no text, no look (SGR), no cursor, erasing, scrolling or mode sequence of gloss's own is refused, and so is every
character that a terminal could act on or that would go unseen (SAFETY.md, "What is shown").
"""
import base64, fcntl, os, pty, re, select, signal, struct, termios, time, unicodedata

# Private modes that gloss and the terminfo of the terminals tried here set and reset; 34 is screen's cursor.
MODES = {"1", "7", "12", "25", "1000", "1002", "1006", "1049", "2004"}
CSI = re.compile(rb"\x1b\[([<-?]?)([0-9;:]*)([ -/]*)([@-~])")
OURS = [
    re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"),           # which background? (asked once)
    re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x1b\\"),   # a copy that was asked for
]
SHORT = [b"\x1b(B", b"\x1b)0", b"\x1b7", b"\x1b8", b"\x1b=", b"\x1b>", b"\x1bM"]
UNSEEN = {0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x2028, 0x2029, 0x2800, 0x3164, 0xFEFF, 0xFFA0}


def is_unsafe(code):
    """Whether a scalar may never be drawn outside an emoji sequence."""
    return (
        code < 0x20 or 0x7F <= code < 0xA0 or code in UNSEEN or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F or 0xFE00 <= code <= 0xFE0E or 0xE000 <= code <= 0xF8FF or 0xE0000 <= code
        or code & 0xFFFE == 0xFFFE or 0xFFF9 <= code <= 0xFFFB)


def recognise(data, copies_allowed, is_screen=True):
    """What is wrong with these bytes, as sentences; an empty list when nothing is.

    copies_allowed: how many OSC 52 requests were asked for. is_screen: whether a session sent them; a command's
    messages have text, looks and line ends alone.
    """
    wrong, copies, place, previous = [], 0, 0, 0

    def refuse(what):
        wrong.append(f"{what} at byte {place}: {data[max(0, place - 20):place + 30]!r}")

    while place < len(data) and len(wrong) < 5:
        byte = data[place]
        if byte == 0x1B:
            match = CSI.match(data, place)
            if match:
                private, numbers, between, final = (part.decode() for part in match.groups())
                kind = (private, final)
                allowed = not between and (
                    kind == ("", "m") or is_screen and (
                        private == "" and final in "HJKrSTABCDGdn@P" and (final != "n" or numbers == "6")
                        or private == "?" and final in "hl" and set(numbers.split(";")) <= MODES
                        or kind == ("", "t") and numbers in ("22;0;0", "23;0;0")
                        or private == "" and final in "hl" and numbers in ("4", "34")
                        or kind == ("?", "c") and numbers in ("", "0", "1", "8")))
                if not allowed:
                    refuse("a control sequence that is not ours")
                place = match.end()
                continue
            for form in OURS:
                match = is_screen and form.match(data, place)
                if match:
                    if match.groups():
                        copies += 1
                        base64.b64decode(match[1], validate=True)
                    place = match.end()
                    break
            else:
                short = next((s for s in SHORT if is_screen and data.startswith(s, place)), None)
                if not short:
                    refuse("an escape that is not ours")
                place += len(short or b"\x1b")
            continue
        if byte < 0x20 or byte == 0x7F:
            if byte not in (b"\r\n\x0e\x0f\x08" if is_screen else b"\r\n\t"):
                refuse("a control byte")
            place += 1
            continue
        length = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        try:
            code = ord(data[place:place + length].decode())
        except (UnicodeDecodeError, TypeError):
            if place + length <= len(data):
                refuse("bytes that are no UTF-8")
            place += 1
            continue
        # A joiner or a selector belongs to the picture before it.
        in_picture = code in (0x200D, 0xFE0F) and (previous >= 0x203C or previous in (0x23, 0x2A, 0xA9, 0xAE)
                                                   or 0x30 <= previous <= 0x39)
        if is_unsafe(code) and not in_picture and not (0xE0100 > code >= 0xE0020 and previous >= 0x1F3F4):
            refuse(f"U+{code:04X} {unicodedata.name(chr(code), '')}")
        previous = code
        place += length
    if copies > copies_allowed:
        wrong.append(f"{copies} copies to the clipboard where {copies_allowed} were asked for")
    return wrong


class Session:
    """A program on a terminal of its own. It reads what is sent as it comes; `data` has it all."""

    def __init__(self, words, environment, folder, rows=30, columns=100):
        self.data = bytearray()
        self.status = None
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            # What was started in the background, and all that it starts, may have been told to ignore these.
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.chdir(folder)
            os.execve(words[0], words, environment)
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.terminal)

    def resize(self, rows, columns):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, quiet=0.02, most=10):
        """Reads until nothing has come for `quiet` seconds."""
        end = time.time() + most
        while time.time() < end and select.select([self.terminal], [], [], quiet)[0]:
            try:
                piece = os.read(self.terminal, 1 << 16)
            except OSError:
                return
            if not piece:
                return
            self.data += piece

    def wait_for(self, text, most=10):
        end = time.time() + most
        while text not in self.data and time.time() < end:
            self.read(0.05, 0.1)
        return text in self.data

    def comes_up(self, text, most=10):
        """Whether the text is drawn before the program ends, or it at least lives that long."""
        end = time.time() + most
        while text not in self.data and time.time() < end:
            if self.ended(0.05):
                return False
        return True

    def type(self, keys, quiet=0.02):
        if isinstance(keys, str):
            keys = keys.encode()
        try:
            os.write(self.terminal, keys)
        except OSError:
            return
        self.read(quiet)

    def ended(self, seconds):
        """Whether the program ends within so many seconds; its status is kept."""
        end = time.time() + seconds
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                break
            if time.time() > end:
                return False
            if self.terminal is not None:
                self.read(0.01, 0.05)
            else:
                time.sleep(0.01)
        if self.terminal is not None:
            self.read(0.05)
        return True

    def hang_up(self):
        os.close(self.terminal)
        self.terminal = None

    def close(self):
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        if self.terminal is not None:
            os.close(self.terminal)
            self.terminal = None
