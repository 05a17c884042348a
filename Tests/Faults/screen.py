"""What a terminal shows after the bytes that a program sent to it: as much of one as gloss uses, for plain text."""
import re

PIECE = re.compile(
    rb"\x1b\[([<-?]?)([0-9;:]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b([78=>MDEc])"
    rb"|([\x00-\x1f\x7f])|([^\x00-\x1f\x7f]+)")


class Screen:
    """Rows of characters; a look is not kept. Fed piece by piece, it keeps what was cut off for the next time."""

    def __init__(self, rows, columns):
        self.size = (rows, columns)
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.top, self.bottom = 0, rows
        self.saved, self.last, self.rest = (0, 0), " ", b""

    @property
    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def feed(self, data):
        data, place = self.rest + bytes(data), 0
        # Half a sequence, or half a character, waits for its end.
        end = len(data)
        for start in range(max(0, end - 40), end):
            if data[start] == 0x1B and not PIECE.match(data, start):
                end = start
                break
            if data[start] >= 0xC0 and len(data) - start < (2 if data[start] < 0xE0 else 3 if data[start] < 0xF0 else 4):
                end = start
                break
        self.rest, data = data[end:], data[:end]
        while place < len(data):
            match = PIECE.match(data, place)
            if not match:
                place += 1
                continue
            place = match.end()
            private, numbers, final, short, control, text = match.groups()
            if text:
                for character in text.decode(errors="replace"):
                    self.put(character)
            elif control:
                self.control(control)
            elif short == b"M":
                self.up()
            elif short == b"D":
                self.down()
            elif short == b"7":
                self.saved = (self.row, self.column)
            elif short == b"8":
                self.row, self.column = self.saved
            elif final and not private:
                self.command(final.decode(), [int(n) if n else 0 for n in re.split(b"[;:]", numbers)])

    def put(self, character):
        if self.column >= self.size[1]:
            self.column = 0
            self.down()
        self.cells[self.row][self.column] = self.last = character
        self.column += 1

    def control(self, control):
        if control == b"\r":
            self.column = 0
        elif control in b"\n\x0b\x0c":
            self.down()
        elif control == b"\b":
            self.column = max(0, min(self.column, self.size[1] - 1) - 1)
        elif control == b"\t":
            self.column = min(self.size[1] - 1, (self.column // 8 + 1) * 8)

    def scroll(self, top, count):
        """Up where the count is positive."""
        blank = lambda: [" "] * self.size[1]
        for _ in range(min(abs(count), self.bottom - top)):
            if count > 0:
                del self.cells[top]
                self.cells.insert(self.bottom - 1, blank())
            else:
                del self.cells[self.bottom - 1]
                self.cells.insert(top, blank())

    def down(self):
        if self.row == self.bottom - 1:
            self.scroll(self.top, 1)
        else:
            self.row = min(self.row + 1, self.size[0] - 1)

    def up(self):
        if self.row == self.top:
            self.scroll(self.top, -1)
        else:
            self.row = max(self.row - 1, 0)

    def command(self, final, numbers):
        rows, columns = self.size
        first = numbers[0]
        count = max(1, first)
        row = self.cells[self.row]
        self.column = min(self.column, columns - 1) if final not in "mhl" else self.column
        if final in "Hf":
            self.row = min(max(first, 1), rows) - 1
            self.column = min(max(numbers[1] if len(numbers) > 1 else 1, 1), columns) - 1
        elif final == "A":
            self.row = max(0, self.row - count)
        elif final == "B":
            self.row = min(rows - 1, self.row + count)
        elif final == "C":
            self.column = min(columns - 1, self.column + count)
        elif final == "D":
            self.column = max(0, self.column - count)
        elif final == "G":
            self.column = min(count, columns) - 1
        elif final == "d":
            self.row = min(count, rows) - 1
        elif final == "K":
            start, end = ((self.column, columns), (0, self.column + 1), (0, columns))[first]
            row[start:end] = " " * (end - start)
        elif final == "J":
            self.command("K", [first])
            for other in (range(self.row + 1, rows), range(self.row), range(rows))[first]:
                self.cells[other] = [" "] * columns
        elif final == "X":
            end = min(columns, self.column + count)
            row[self.column:end] = " " * (end - self.column)
        elif final == "@":
            row[self.column:] = ([" "] * count + row[self.column:])[:columns - self.column]
        elif final == "P":
            row[self.column:] = (row[self.column:] + [" "] * count)[count:][:columns - self.column]
        elif final in "LM" and self.top <= self.row < self.bottom:
            self.scroll(self.row, count if final == "M" else -count)
        elif final in "ST":
            self.scroll(self.top, count if final == "S" else -count)
        elif final == "r":
            self.top, self.bottom = max(first, 1) - 1, (numbers[1] if len(numbers) > 1 else 0) or rows
            self.row = self.column = 0
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
