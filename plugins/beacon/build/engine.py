"""The engine: makes what has changed since the last build, proves it, and publishes the whole.

What an output was made from is known from the last time it was made (see `reading`): as
long as those facts are the same, and the file stands in the mirror as it was written,
nothing of it is read, rendered or written again.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build import mirror
from beacon.build.assembly import Assembler
from beacon.build.checks import check_record, check_site_alone, is_blocking, own_texts
from beacon.build.chosen import check_chosen
from beacon.build.facts import (
    LATE,
    OF_BODIES,
    OF_EVENTS,
    OF_ONE_BODY,
    OF_ONE_PAGE,
    OF_PLACES,
    Facts,
)
from beacon.build.feeds import JSON, feed_uri
from beacon.build.generated import CALENDAR, event_page
from beacon.build.kept_events import Mirrored
from beacon.build.listings import Stamp
from beacon.build.memory import Memory
from beacon.build.outputs import Made, Output, Workshop, kit_outputs, share_group, site_outputs
from beacon.build.policy import meta_policy
from beacon.build.proof import make_proof
from beacon.build.publish import MARKER, refuse_sources, refuse_what_is_not_ours, tidy_up
from beacon.build.readers import READERS
from beacon.build.reading import Key, Reader
from beacon.build.received import with_submissions
from beacon.build.rendering import Renderer
from beacon.build.settings import Settings
from beacon.build.site import ALL_FEATURES, Site, load_site, names_of_centres
from beacon.build.stamps import (
    UMASK,
    Desk,
    Stamps,
    fingerprint,
    keep_how_it_was_made,
    stamps_below,
    stamps_just_taken,
    standing_of,
)
from beacon.build.state import State, Trace, load_state, save_state
from beacon.build.store import Store, tidy
from beacon.build.theme import Theme
from beacon.build.theme_folders import check_theme
from beacon.build.values import Values
from beacon.build.workers import ahead, beside, work
from beacon.content.library import edited, same_head
from beacon.content.markdown import Converter
from beacon.content.records import Record
from beacon.content.sheets import NAMES as SHEETS
from beacon.content.translations import turned
from beacon.files import digest, write
from beacon.kits.records import KitRecord
from beacon.languages.formats import KNOWN
from beacon.problems import Problem, ProblemsFound, errors, in_order

if TYPE_CHECKING:
    from beacon.build.kits import Kits

FONTS = "theme/fonts/print"
"""The folder of the letters on share images."""
_MOST_UNUSED = 2_000
"""So many facts may be compared in vain before it is worth while to look for them."""

_FEW_CHANGED = 12
"""So many changed facts are looked for one by one in what was read."""
_MOST_SAID = 20_000
"""So many dates and numbers in words are kept at most."""

Said = Callable[[str, int, int], None]
"""Told what is done now, how much of it is done, and how much there is."""


class Order(Struct, frozen=True):
    """What to build: the site of a centre of the project in `root`, to be published at `output`.

    `address` is the address of the site where it is not the centre's own; `words` is
    everything else that the result depends on. `submission` is the name of one that a private
    preview shows, whatever was decided; `practising` is where the editing page of a preview
    finds decap-server.
    """

    root: Path
    centre: str
    output: Path
    settings: Settings
    strict: bool = False
    jobs: int = 1
    words: tuple[str, ...] = ()
    said: Said = lambda what, count, of: None
    submission: str = ""
    practising: str = ""


class Outcome(Struct):
    """What a build has done; `problems` holds warnings as well.

    `made` are the files that were made, also those that come along with another, each with the
    facts that had changed; `seconds` is the time of each stage. `plant` is held as long as the
    outcome is, because taking it apart takes a while, and a script ends before that.
    """

    problems: tuple[Problem, ...] = ()
    published: bool = False
    made: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    kept: int = 0
    removed: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    plant: Plant | None = None

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a stage."""
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


Finished = tuple[Trace, dict[str, Stamp], tuple[Problem, ...]]
"""What was read for an output, the stamps of its files, the output first, and what is wrong."""
Batch = tuple[int, list[Key], list[Finished], dict[tuple[object, ...], Any]]
"""The number of the process that made outputs, the facts it read for the first time, those
outputs, and what Babel has told it."""


def build_site(order: Order) -> Outcome:
    """Build and publish the site of a centre, making only what has changed.

    The site that was there stays until the new one is whole; builds of the same centre wait
    for one another. Raises NotOurs where the output holds something else than this site, or
    lies among the sources.
    """
    outcome = Outcome()
    if order.centre not in names_of_centres(order.root):
        try:  # tells what there is instead
            load_site(order.root, order.centre)
        except ProblemsFound as error:
            outcome.problems = error.problems
            return outcome
    desk = Desk(order.root, order.centre)
    refuse_what_is_not_ours(order.output, order.centre)
    refuse_sources(order.output, order.root)
    enabled = gc.isenabled()
    gc.disable()  # a build makes values that live to its end
    try:
        with _locked(desk, order.said):
            tidy_up(order.output)
            with ahead(partial(_there, desk.mirror), jobs=order.jobs) as there:
                _build(order, desk, outcome, there)
    except ProblemsFound as error:
        outcome.problems = error.problems
    finally:
        if enabled:
            gc.enable()
    return outcome


There = tuple[Stamps, list[str]]
"""The files of a mirror, and its folders that hold nothing."""
Begun = tuple[list[Output], Callable[[], list[Finished]]]
"""Outputs that another process makes already, and what gives its results, in their order."""


def _there(mirror: Path) -> There:
    empty: list[str] = []
    return stamps_below(mirror, hidden=True, empty=empty), empty


def _build(order: Order, desk: Desk, outcome: Outcome, there: Callable[[], There]) -> None:
    with outcome.stage("look at files"):
        inputs, listings = stamps_just_taken(order.root)
        ground = ground_of(order, inputs)
    with outcome.stage("remember"):
        old = load_state(desk.state, ground)
    # Nothing is rendered yet, and this process reads alone at first.
    alone = 1 if old.outputs else order.jobs
    compiling = beside(theme_of(order, desk, ground).compile_ahead, jobs=alone, wait=False)
    with outcome.stage("read"), compiling:
        plant = outcome.plant = load_plant(order, inputs, old)
    with contextlib.ExitStack() as stack:
        with outcome.stage("compare"):
            begun = stack.enter_context(plant.begun())
            plant.compare()
        with outcome.stage("check"):
            problems = plant.problems()
        outcome.problems = problems
        if any(is_blocking(problem, strict=order.strict) for problem in problems):
            plant.leave_what_was_read()
            return
        with outcome.stage("kits"):
            found = plant.make_kits()
        if found:
            outcome.problems = in_order((*problems, *found))
            plant.leave_what_was_read()
            return
        with outcome.stage("make"):
            found = plant.make(outcome, there, begun)
    if found:
        outcome.problems = in_order((*problems, *found))
        return
    stamps = {uri: stamp for uri, (_, stamp) in plant.state.outputs.items()}
    changed = {*outcome.made, *outcome.removed}
    same_place = old.live == str(order.output) and bool(old.outputs)
    with contextlib.ExitStack() as stack:
        with outcome.stage("publish"):
            published = mirror.published(
                desk.mirror,
                order.output,
                order.centre,
                stamps,
                changed if same_place else None,
                jobs=order.jobs,
            )
            live = stack.enter_context(published)
            plant.state.live = str(order.output)
            outcome.published = True
        # The site is published; where nothing can be remembered, the next build makes more.
        with outcome.stage("remember for the next time"), contextlib.suppress(OSError):
            plant.leave(inputs, live)
            if listings.is_news:
                listings.keep(desk.listings)


def theme_of(order: Order, desk: Desk, ground: str) -> Theme:
    """Return the theme; its templates, once compiled, are kept for the next build."""
    return Theme(order.root / "theme", Store(desk.cache, f"templates-{ground[:12]}"))


def ground_of(order: Order, inputs: Stamps) -> str:
    """Return the fingerprint of what all that is remembered depends on: code, settings, place."""
    code = {path: stamp for path, stamp in inputs.items() if path.startswith("code/")}
    try:  # its text, because a copy or a checkout gives all files another time
        registry = digest((order.root / "content/vocabulary/languages.yml").read_bytes())
    except OSError:
        registry = ""
    words = [*order.settings.words(), sys.version, str(order.root), UMASK, registry]
    return fingerprint(code, words)


def load_plant(order: Order, inputs: Stamps, old: State) -> Plant:
    """Read the site of a centre, as far as it is not what an earlier build knew.

    Raises ProblemsFound where it cannot be read at all, or the theme is not whole.
    """
    if lacking := tuple(check_theme(order.root)):
        raise ProblemsFound(lacking)
    look = {
        path: stamp
        for path, stamp in inputs.items()
        if path.startswith("theme/") and not path.startswith("theme/locales/")
    }
    words = fingerprint(look, order.words)
    state = State(ground_of(order, inputs), words, memory=old.memory, base=old.base)
    rooms, texts, digests = old.memory
    memory = Memory(order.root, inputs, rooms, texts, digests, jobs=order.jobs)
    features = ALL_FEATURES & order.settings.features
    site = load_site(
        order.root, order.centre, features=features, memory=memory, as_of=order.settings.as_of
    )
    site = with_submissions(site, check_record, memory=memory, preview=order.submission)
    memory.forget_others()
    return Plant(order, Desk(order.root, order.centre), site, state, old, memory)


class Plant(Struct, dict=True):
    """The parts of one build: what was known before, what is known now, and what is made."""

    order: Order
    desk: Desk
    site: Site
    state: State
    old: State
    memory: Memory
    changed: set[Key] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    there: Stamps = field(default_factory=dict)
    stale: Collection[str] | None = None

    def __post_init__(self) -> None:
        settings, site = self.order.settings, self.site
        address = settings.site_url or site.centre.website or "https://example.org/"
        converter = Converter(settings.extensions, settings.configs)
        texts = Store(self.desk.cache, f"texts-{self.state.ground[:12]}")
        address = address if address.endswith("/") else f"{address}/"
        self.assembler = Assembler(site, converter, address, texts)
        theme = theme_of(self.order, self.desk, self.state.ground)
        renderer = Renderer(self.assembler, theme, meta_policy())
        fonts = self.order.root / FONTS
        artifacts = Store(self.desk.cache, "kits")
        self.kits = None if "kits" not in site.features else _kits_of(
            self.assembler, theme.folder, artifacts, settings.kits
        )  # fmt: skip
        if self.kits is not None:
            site.shelf.plan = partial(self._planned, self.kits)
        proof = make_proof(site)
        practising = self.order.practising
        self.workshop = Workshop(
            self.order.root, site, renderer, proof, fonts, self.kits, practising,
            Mirrored(self.desk.mirror, self._written_feeds, self._written_as, self._read_for_event,
                     self.old.keys),
        )  # fmt: skip
        self.facts = Facts(site, self.assembler.index, self.memory, self.old.facts)
        self.state.keys = list(self.old.keys)
        self._number_of = {key: number for number, key in enumerate(self.state.keys)}
        self.reader = Reader(site)
        self._few_numbers: list[bytes] = []

    def compare(self) -> None:
        """Find the facts that are no longer what they were."""
        self.state.standing = self._standing(self.memory.stamps)
        self.state.scheduled = f"{self.facts.value('schedule')} {self.site.as_of}"
        self.state.places = fingerprint(map(" ".join, self.site.routes))
        self.state.facts = self.old.facts.copy()
        texts = self._edited
        if texts is None:
            self._compare(key for key in self.old.facts if key[0] not in LATE)
        elif all(same_head(*text) for text in texts):
            self._compare(self._facts_of_bodies(texts))
        else:
            self._compare(self._facts_of_texts({text.id for _, text in texts}))

    def _facts_of_bodies(self, texts: Sequence[tuple[Record, Record]]) -> list[Key]:
        """Return the facts that may have changed where nothing but these bodies has."""
        of, ids = self.old.facts.of, {text.id for _, text in texts}
        early = [key for kind in OF_ONE_BODY for key in of(kind) if not ids.isdisjoint(key)]
        early += (key for kind in OF_BODIES for key in of(kind))
        library, languages = self.site.library, self.site.languages
        stale = {now.id for before, now in texts if turned(library, languages, before, now)}
        if stale:  # also of the pages that are made of such a text and stand below it
            early += (k for k in of("route") if not stale.isdisjoint((k[2], _above(k[2]))))
        return early

    def _facts_of_texts(self, ids: Collection[str]) -> list[Key]:
        """Return the facts that may have changed where nothing but the texts of these pages has.

        A written page says nothing of others, and the pages for pupils and parents only of their
        lesson, those of an event only of its lesson, as long as the schedule is the same; any
        other page that nobody has written may speak of whatever it likes.
        """
        same = self.state.scheduled == self.old.scheduled
        written = frozenset(self.site.library.ids())
        events = self.site.events.all() if same else ()
        told_by = {event_page(event.id): f"lessons/{event.lesson}" for event in events}
        far: dict[str, bool] = {}

        def is_far(record_id: str) -> bool:
            if record_id not in far:
                above, _, last = record_id.rpartition("/")
                by = above if last in READERS else record_id
                known = by in written
                if not known and by in told_by:
                    by, known = told_by[by], True
                far[record_id] = known and by not in ids and record_id not in ids
            return far[record_id]

        others = LATE | (OF_EVENTS if same else frozenset())
        if self.state.places == self.old.places:
            others |= OF_PLACES
        early: list[Key] = []
        for kind in sorted(self.old.facts.kinds() - others):
            if kind in OF_ONE_PAGE:
                place = 1 if kind == "text" else 2
                early += [key for key in self.old.facts.of(kind) if not is_far(key[place])]
            else:
                early += self.old.facts.of(kind)
        return early

    @cached_property
    def _edited(self) -> list[tuple[Record, Record]] | None:
        """Return the texts that have changed, before and now; None if anything else has.

        Where a sheet has other front matter, that is something else.
        """
        replaced, stamps = self.memory.replaced, dict(self.memory.stamps)
        texts = []
        for path, known in replaced.items():
            stamp, before, told = known or (None, None, ())
            _, now, tells = self.memory.texts[path]
            pair = None if told or tells else edited(before, now)
            if stamp is None or pair is None:
                return None
            if pair[1].kind in SHEETS and not same_head(*pair):
                return None
            stamps[path] = stamp
            texts.append(pair)
        return texts if self._standing(stamps) == self.old.standing else None

    def _standing(self, stamps: Stamps) -> str:
        """Return the fingerprint of what all facts are found in, beside `State.ground`.

        What is published of submissions depends on whether the checks find fault with them, and
        so on other texts.
        """
        site = self.site
        handed_in = site.submitted | site.unlisted
        records = (*site.library.records.items(), *site.generated.items()) if handed_in else ()
        published = (
            f"{key} {record.document.head_digest} {record.document.body_digest}"
            for key, record in records
            if key[0] in handed_in
        )
        words = (*self.order.words, self.order.settings.day, *sorted(site.unlisted))
        return fingerprint(stamps, words, sorted(published))

    def _compare(self, keys: Iterable[Key]) -> None:
        now = self.facts.values(keys)
        changed = self.old.facts.unlike(now)
        numbers = self._number_of  # what has none was read for nothing that could be stale
        self.numbers.update(numbers[key] for key in changed if key in numbers)
        # Looking for a few numbers is quicker than looking at all that were read.
        few = self.numbers if len(self.numbers) <= _FEW_CHANGED else ()
        self._few_numbers = [array("I", [number]).tobytes() for number in few]
        self.changed |= changed
        self.state.facts.update({key: now[key] for key in changed})

    def compare_kits(self) -> None:
        """Find the kits that are no longer what they were."""
        self._compare(key for kind in LATE for key in self.old.facts.of(kind))

    def make_kits(self) -> list[Problem]:
        """Make the kits that are not what they should be, and put all of them on the shelf.

        Returns what stops one of them from being made.
        """
        kits, shelf = self.kits, self.site.shelf
        problems: list[Problem] = []
        if kits is not None:
            keys = [(tag, name) for tag in self.site.tags for name in shelf.lessons]
            known = {k: self.old.kits[k] for k in keys if k in self.old.kits}
            kept = {k: v for k, v in known.items() if not self._changed_in(v[0])}
            waiting = [key for key in keys if key not in kept]
            make = partial(self._make_kit, kits)
            said = self._said("Making kits", waiting)
            done = work(waiting, make, jobs=self.order.jobs, apart=True, done=said)
            made = {k: (self._trace(t), r) for k, (t, r, _) in zip(waiting, done, strict=True)}
            problems += (problem for _, _, told in done for problem in told)
            self.state.kits = {**kept, **made}
            shelf.made = {key: records for key, (_, records) in self.state.kits.items()}
        self.compare_kits()
        return problems

    def _planned(self, kits: Kits, tag: str, record_id: str) -> tuple[KitRecord, ...]:
        """Return what the kits of a lesson will hold, for a preview, which makes none of them."""
        key = (tag, record_id)
        if key not in self.state.kits:
            records, keys = kits.plan(tag, record_id)
            self.state.kits[key] = self._trace(keys), records
            self.find(keys)
        return self.state.kits[key][1]

    def keep_plans(self) -> None:
        """Take over the plans of an earlier preview as far as they are what they should be."""
        kits = self.old.kits.items()
        self.state.kits = {key: kit for key, kit in kits if not self._changed_in(kit[0])}

    def _make_kit(
        self, kits: Kits, key: tuple[str, str]
    ) -> tuple[tuple[Key, ...], tuple[KitRecord, ...], tuple[Problem, ...]]:
        records: tuple[KitRecord, ...] = ()
        problems: tuple[Problem, ...] = ()
        with self.assembler.site.trace.recording() as keys:
            try:
                records = kits.make(*key)
            except ProblemsFound as error:
                problems = error.problems
        return tuple(keys), records, problems

    def _trace(self, keys: Iterable[Key]) -> Trace:
        """Return facts as numbers; one that was never read before gets the next number."""
        numbers, known = self._number_of, self.state.keys
        found = []
        for key in keys:
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(known)
                known.append(key)
            found.append(number)
        return array("I", found).tobytes()

    def _changed_in(self, trace: Trace) -> tuple[Key, ...]:
        """Return the facts of a trace that are no longer what they were."""
        for number in self._few_numbers:
            if number in trace:
                break
        else:
            if len(self._few_numbers) == len(self.numbers):
                return ()
        changed = self.numbers.intersection(array("I", trace))
        return tuple(sorted(self.old.keys[number] for number in changed))

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem of the content, in order."""
        chosen = check_chosen(self.site, self.order.root, self.order.settings.kits)
        return in_order((*self.site.problems, *self._check_all(), *chosen))

    def _check_all(self) -> list[Problem]:
        records = own_texts(self.site)
        waiting = []
        for record in records:
            known = self.old.checks.get(record.path)
            key = (self._fact_of(record), record.id, record.language)
            if known and key not in self.changed and not self._changed_in(known[0]):
                self.state.checks[record.path] = known
            else:
                waiting.append(record)
        tasks = _in_tasks(waiting)
        done = work(
            tasks,
            lambda task: [self._check(record) for record in task],
            jobs=self.order.jobs,
            weight=len(waiting) // len(tasks) if tasks else 1,
            done=self._said("Checking", tasks),
        )
        for task, found in zip(tasks, done, strict=True):
            for record, (keys, problems) in zip(task, found, strict=True):
                self.state.checks[record.path] = self._trace(keys), problems
        told = (p for record in records for p in self.state.checks[record.path][1])
        return [*told, *check_site_alone(self.site, self.memory)]

    def find(self, keys: Iterable[Key]) -> None:
        """Find the values of facts that are not known yet, to be compared the next time."""
        known = self.state.facts
        known.update(self.facts.values(key for key in keys if key not in known))

    def find_new(self) -> None:
        """Find the values of the facts that were read for the first time."""
        self.find(self.state.keys[len(self.old.keys) :])

    def _fact_of(self, record: Record) -> str:
        return "sheet" if record.kind in SHEETS else "text"

    def _check(self, record: Record) -> tuple[tuple[Key, ...], tuple[Problem, ...]]:
        with self.reader.trace.recording() as keys:
            self.reader.trace.note(self._fact_of(record), record.id, record.language)
            problems = tuple(check_record(self.reader, record))
        return tuple(keys), problems

    def outputs(self, *, kits: bool = True) -> list[Output]:
        """Return every file of the site, or all but the kits."""
        return [*self._files, *(kit_outputs(self.workshop) if kits else ())]

    @cached_property
    def _files(self) -> list[Output]:
        return site_outputs(self.workshop, self.order.settings.features)

    @contextlib.contextmanager
    def begun(self) -> Iterator[Begun]:
        """Let another process make the pages of edited texts while this one compares and checks.

        They have read something of a text that is another now, so they are made in any case.
        """
        early = self._of_edited_texts() if self.order.jobs > 1 else []
        if not early:
            yield [], list
            return
        numbers = _Numbers(self.state.keys, self._trace)
        with ahead(partial(self._make_before_kits, early), jobs=self.order.jobs) as batch:
            yield early, lambda: numbers.translated(batch())

    def _of_edited_texts(self) -> list[Output]:
        """Return the outputs that have read what is new of a text, where only texts are new.

        What tells of kits waits for them, and what Typst makes is made apart. Where all front
        matter is the same, there is so little to compare that starting a process wins nothing.
        """
        known, keys = self.old.outputs, self.old.keys
        texts = self._edited if self.state.look == self.old.look else None
        if not texts or len(texts) > _FEW_CHANGED or all(same_head(*text) for text in texts):
            return []
        groups = {group for _, text in texts for group in (text.id, share_group(text.id))}
        own = [
            (output, {keys[number] for number in array("I", known[output.uri][0])})
            for output in self._files
            if output.group in groups and output.uri in known and not _is_typeset(output.uri)
        ]
        near = {key for _, read in own for key in read if key[0] in OF_ONE_PAGE}
        changed = self.old.facts.unlike(self.facts.values(near))
        waiting = {key for _, read in own for key in read if key[0] in LATE}
        return [o for o, read in own if not changed.isdisjoint(read) and waiting.isdisjoint(read)]

    def _make_before_kits(self, outputs: Sequence[Output]) -> Batch:
        """Make outputs that need no kits. Raises LookupError where they do and none is made."""
        batch, shelf = self._make(outputs), self.site.shelf
        if shelf.lessons and not shelf.made:
            read = {number for trace, _, _ in batch[2] for number in array("I", trace)}
            if any(self.state.keys[number][0] in LATE for number in read):
                raise LookupError("The kits are not made yet.")
        return batch

    def make(self, outcome: Outcome, look: Callable[[], There], begun: Begun) -> list[Problem]:
        """Make what has changed; return what must not stand in it.

        `look` tells what stands in the mirror, `begun` is what is made already.
        """
        folder = self.desk.mirror
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        marker = f"{self.order.centre}\n".encode()
        outputs = [*self.outputs(), Output(MARKER, "/", lambda: Made(marker))]
        there, empty = look()
        if not self.old.outputs:  # all files are made anew, in folders that may be old
            mirror.renew_rights(folder)
        self.there = there
        wanted = {output.uri for output in outputs}.union(*self.old.more.values())
        # Before the others are made: one may stand where they need a folder.
        strays = there.keys() - wanted
        mirror.remove(folder, strays, empty)
        groups: dict[str, list[Output]] = defaultdict(list)
        same = self._as_they_were(there)
        early, given = begun
        for output in early:
            outcome.made[output.uri] = self._changed_in(self.old.outputs[output.uri][0])
        same.difference_update(outcome.made)
        kept = same.intersection([output.uri for output in outputs])
        self.state.outputs = {uri: self.old.outputs[uri] for uri in kept}
        for output in outputs:
            if output.uri in kept or output.uri in outcome.made:
                continue
            why = self._why(output, there)
            if why is None:
                self._keep(output.uri)
            else:
                groups[output.group].append(output)
                outcome.made[output.uri] = why
        outcome.kept = len(self.state.outputs)
        self.stale = outcome.made
        tasks = _most_alike_last(groups.values())
        numbers = _Numbers(self.state.keys, self._trace)
        results = work(
            tasks,
            self._make,
            jobs=self.order.jobs,
            part=not any(map(_is_typeset, outcome.made)),
            weight=(len(outcome.made) - len(early)) // len(tasks) if tasks else 1,
            done=self._said("Making", tasks),
        )
        found: list[Problem] = []
        finished = chain.from_iterable(map(numbers.translated, results))
        for trace, stamps, problems in chain(finished, given()):
            first, *more = stamps
            self.state.outputs.update((uri, (trace, stamp)) for uri, stamp in stamps.items())
            if more:
                self.state.more[first] = tuple(more)
                outcome.made.update(dict.fromkeys(more, outcome.made[first]))
            found += problems
        gone = there.keys() - self.state.outputs.keys()
        # Not the strays again: where one stood, there may be a folder of the site by now.
        mirror.remove(folder, gone - strays)
        outcome.removed = tuple(sorted(gone))
        return found

    def _keep(self, uri: str) -> None:
        """Take over a file, and those that came with it, as they are."""
        for name in (uri, *self.old.more.get(uri, ())):
            self.state.outputs[name] = self.old.outputs[name]
        if uri in self.old.more:
            self.state.more[uri] = self.old.more[uri]

    def _as_they_were(self, there: Stamps) -> set[str]:
        """Return most of the outputs that need not be made: quicker for many than one by one."""
        if self.state.look != self.old.look:
            return set()
        outputs, more, far = self.old.outputs, self.old.more, self.numbers.isdisjoint
        same = [uri for uri, (_, stamp) in outputs.items() if there.get(uri) == stamp]
        if len(self._few_numbers) == len(self.numbers):
            for number in self._few_numbers:
                same = [uri for uri in same if number not in outputs[uri][0]]
        else:
            same = [uri for uri in same if far(array("I", outputs[uri][0]))]
        return set(same).difference(more)

    def _why(self, output: Output, there: Stamps) -> tuple[Key, ...] | None:
        """Return the facts for which an output is made again; None where it is as it should be."""
        known = self.old.outputs.get(output.uri)
        if known is None:
            return (("unknown",),) if output.uri in there else (("new",),)
        if self.state.look != self.old.look:
            return (("look",),)
        more = self.old.more.get(output.uri, ())
        if there.get(output.uri) != known[1] or any(
            there.get(uri) != self.old.outputs[uri][1] for uri in more
        ):
            return (("file",),)
        return self._changed_in(known[0]) or None

    def _written_feeds(self, tag: str) -> tuple[tuple[str, ...], ...]:
        """Return the addresses of the calendars and of the exports with all events, as they are."""
        language, more = self.site.languages[tag], self.old.more
        uris = (feed_uri(language), feed_uri(language, CALENDAR, JSON))
        return tuple((uri, *more.get(uri, ())) for uri in uris)

    def _written_as(self, uri: str) -> Stamp | None:
        known = self.old.outputs.get(uri)
        return known and known[1]

    def _read_for_event(self, tag: str, event_id: str) -> Trace | None:
        """Return what was read for the feed of an event; None where it has to be made anew."""
        uri = feed_uri(self.site.languages[tag], event_page(event_id))
        known = self.old.outputs.get(uri)
        if known is None or self.stale is None or uri in self.stale:
            return None
        return known[0]

    def _make(self, outputs: Sequence[Output]) -> Batch:
        trace = self.assembler.site.trace
        known, said = len(self.state.keys), len(KNOWN)
        found = []
        for output in outputs:
            with trace.recording() as keys:
                made = output.make()
            stamps = {
                uri: mirror.put(self.desk.mirror, uri, data, new=uri not in self.there)
                for uri, data in {output.uri: made.data, **made.more}.items()
            }
            found.append((self._trace(keys), stamps, made.problems))
        told = dict(islice(KNOWN.items(), said, None))
        return os.getpid(), self.state.keys[known:], found, told

    def _said(self, what: str, tasks: Sequence[object]) -> Callable[[int], None]:
        count = 0

        def said(more: int) -> None:
            nonlocal count
            count += more
            self.order.said(what, count, len(tasks))

        return said

    def leave(self, inputs: Stamps, live: Stamps) -> None:
        """Write down for the next build what this one knows."""
        self.settle()
        if len(KNOWN) < _MOST_SAID:
            self.state.said = KNOWN
        words = (*self.order.words, str(self.order.strict), self.order.settings.day)
        output, first = self.order.output, not self.old.outputs
        project, site = standing_of(inputs, live, self.order.root, words)
        save_state(self.desk.state, self.state)
        write(self.desk.note(output), f"{project}\n{site}\n".encode(), durable=False)
        if first:  # after an edit, the next build with nothing to do sees how the site looks
            keep_how_it_was_made(self.desk, output, site, live, len(inputs))
            tidy(self.desk.cache)

    def _forget_unused(self) -> None:
        """Forget the facts that nothing reads any more, once there are many of them."""
        state, keys = self.state, self.state.keys
        state.seen = self.old.seen
        if len(keys) < state.seen + _MOST_UNUSED and len(state.outputs) >= len(self.old.outputs):
            return  # not many were added since they were looked through
        made = (*state.checks.values(), *state.outputs.values(), *state.kits.values())
        used = set(array("I", b"".join(trace for trace, _ in made)))
        state.seen = len(keys)
        if len(keys) - len(used) < _MOST_UNUSED:
            return
        state.seen = len(used)
        numbers = {number: place for place, number in enumerate(sorted(used))}
        self._number_of = {keys[number]: place for number, place in numbers.items()}
        state.keys = list(self._number_of)
        state.checks = {n: (_renumbered(t, numbers), p) for n, (t, p) in state.checks.items()}
        state.outputs = {n: (_renumbered(t, numbers), s) for n, (t, s) in state.outputs.items()}
        state.kits = {n: (_renumbered(t, numbers), r) for n, (t, r) in state.kits.items()}
        facts, state.facts = state.facts, Values()
        state.facts.update({key: facts[key] for key in facts if key in self._number_of})

    def leave_what_was_read(self) -> None:
        """Write down what was read; what was published is still as the last build left it."""
        memory = (self.memory.rooms, self.memory.texts, self.memory.digests)
        save_state(self.desk.state, replace(self.old, ground=self.state.ground, memory=memory))

    def settle(self) -> None:
        """Find the values of all facts that were read, and put together what is known."""
        self.find_new()
        self._forget_unused()
        self.state.memory = (self.memory.rooms, self.memory.texts, self.memory.digests)


def _kits_of(assembler: Assembler, theme: Path, store: Store, chosen: str) -> Kits | None:
    from beacon.build.kits import make_kits_of  # noqa: PLC0415 (slow; sites may do without)

    return make_kits_of(assembler, theme, store, chosen)


def _in_tasks(records: Iterable[Record]) -> list[list[Record]]:
    """Return texts as tasks, the largest first: the campaigns of a language make one.

    What these are looked through with is slow to load, and another thing in each language.
    """
    campaigns: defaultdict[str, list[Record]] = defaultdict(list)
    others = []
    for record in records:
        if record.kind == "campaign":
            campaigns[record.language].append(record)
        else:
            others.append([record])
    return [*sorted(campaigns.values(), key=len, reverse=True), *others]


def _is_typeset(uri: str) -> bool:
    """Tell what Typst makes: it starts threads, and this process builds the next centre as well."""
    return uri.endswith(".pdf")


def _most_alike_last(groups: Collection[list[Output]]) -> list[list[Output]]:
    """Return pieces of work in an order in which no process waits long for another at the end.

    What is one of its kind may take long: lists of all pages, calendars. What has many of its
    size, as lessons and events have, is quick.
    """
    alike = Counter(map(len, groups))
    return sorted(groups, key=lambda group: (alike[len(group)], -len(group)))


def _above(record_id: str) -> str:
    """Return the id of the page above another."""
    return record_id.rpartition("/")[0]


class _Numbers:
    """Brings the numbers that other processes gave to facts into agreement with ours.

    All begin with ours of the moment at which they were forked, and each goes on by itself.
    """

    def __init__(self, ours: Sequence[Key], number: Callable[[Iterable[Key]], Trace]) -> None:
        common = len(ours)
        self._number = number
        self._theirs: defaultdict[int, array[int]] = defaultdict(lambda: array("I", range(common)))

    def translated(self, batch: Batch) -> list[Finished]:
        """Return what a process has made; its batches must come in their order."""
        process, new, finished, told = batch
        if process == os.getpid():
            return finished
        KNOWN.update(told)
        theirs = self._theirs[process]
        theirs.frombytes(self._number(new))
        return [
            (array("I", [theirs[n] for n in array("I", trace)]).tobytes(), stamps, problems)
            for trace, stamps, problems in finished
        ]


def _renumbered(trace: Trace, numbers: Mapping[int, int]) -> Trace:
    return array("I", [numbers[number] for number in array("I", trace)]).tobytes()


@contextlib.contextmanager
def _locked(desk: Desk, said: Said) -> Iterator[IO[bytes]]:
    desk.folder.mkdir(parents=True, exist_ok=True)
    with desk.lock.open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            said("Waiting for another build of this centre", 0, 0)
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream


__all__ = ["Order", "Outcome", "build_site", "errors"]
