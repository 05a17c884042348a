"""Small file systems of one's own, where the machine allows it: root, loop devices, tmpfs."""
import contextlib, fcntl, os, shutil, struct, subprocess, tempfile, time

SHUTDOWN = 0x8004587D
# Nothing that is only in the file system's own log is written any more.
NO_LOG_FLUSH = 2


class NotPossible(Exception):
    """Why this machine cannot do it, as a sentence."""


def run(*words):
    try:
        done = subprocess.run(words, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotPossible(f"{words[0]} is not installed")
    if done.returncode != 0:
        raise NotPossible(f"{' '.join(words)}: {(done.stderr or done.stdout).strip()}")


def unmount(folder):
    """Tries until nobody uses it any more; at last lets go of it whoever does."""
    for attempt in range(100):
        if subprocess.run(["umount", folder], capture_output=True).returncode == 0:
            return
        time.sleep(0.05)
    subprocess.run(["umount", "-l", folder], capture_output=True)


@contextlib.contextmanager
def tmpfs(size, *options):
    """A folder that holds so many bytes."""
    folder = tempfile.mkdtemp(prefix="gloss-tmpfs-")
    try:
        run("mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", "mode=0777", *options]), "tmpfs", folder)
        try:
            yield folder
        finally:
            unmount(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Loop:
    """An ext4 in a file, mounted on a folder."""

    def __init__(self, megabytes=8, options=(), features=()):
        self.root = tempfile.mkdtemp(prefix="gloss-loop-")
        self.image, self.folder = os.path.join(self.root, "image"), os.path.join(self.root, "mounted")
        self.options = ["loop", *options]
        os.mkdir(self.folder)
        self.is_mounted = False
        try:
            with open(self.image, "wb") as file:
                file.truncate(megabytes << 20)
            run("mkfs.ext4", "-q", "-F", *features, self.image)
            self.mount()
        except NotPossible:
            self.gone()
            raise

    def mount(self):
        run("mount", "-o", ",".join(self.options), self.image, self.folder)
        self.is_mounted = True

    def shut_down(self):
        """As if the power went."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        except OSError as error:
            raise NotPossible(f"this file system cannot be shut down: {error}")
        finally:
            os.close(folder)

    def unmount(self):
        unmount(self.folder)
        self.is_mounted = False

    def gone(self):
        if self.is_mounted:
            self.unmount()
        shutil.rmtree(self.root, ignore_errors=True)
