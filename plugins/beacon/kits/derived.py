"""Derived sheets: slides, handout and notes made from a lesson for which nobody wrote any.

What a class sees is taken from what the lesson says to it: words that are read out, numbered
steps, the safety advice, the questions. What only the facilitator reads becomes notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from beacon.kits.blocks import (
    Block,
    Span,
    advice_of,
    bullets,
    count_words,
    language_of,
    paragraph,
    text_of,
)
from beacon.kits.outline import Deck, Layout, Part, Picture, Slide, StepPlan
from beacon.languages.strings import Strings
from beacon.patterns import regex

MOST_WORDS = 40
"""So many words a slide bears; more of them are read instead of what the speaker says."""
_IN_A_LIST = 5
_ON_A_SLIDE = 3
_SENTENCE = regex(r"(?<=[.!?…])[”“\"’»)]?\s+(?=[„“\"‘«(]?[A-ZА-ЯЂ-ЏЀ-Ѝ])")
_QUOTED = regex(r"^[„“\"‘«]([^”“\"’»]+)[”“\"’»][.,]?\s*[–—:-]")
_DOTS = regex(r"[.:;,]$")


class Plan(Struct, frozen=True):
    """What of a lesson slides are derived from."""

    title: str
    language: str
    minutes: int
    facts: str
    topics: str
    opening: tuple[Block, ...]
    steps: tuple[StepPlan, ...]
    parts: tuple[Part, ...]
    picture: Picture | None

    def part(self, part_id: str) -> Part | None:
        """Return a part of the lesson by its id."""
        return next((part for part in self.parts if part.id == part_id), None)


def derived_deck(plan: Plan, strings: Strings) -> Deck:
    """Return slides for a lesson: cover, way, steps, questions, exit check, help.

    Advice that keeps somebody safe and stands outside of the steps comes first.
    """
    outside = [*plan.opening, *(block for part in plan.parts for block in part.blocks)]
    slides = [_cover(plan), *_safety(outside, "advice"), *_way(plan, strings)]
    debrief, check = _questions(plan.part("debrief")), _questions(plan.part("exit-check"))
    for step in plan.steps[:-2]:
        slides += _step(step)
    for step, questions in zip(plan.steps[-2:], (debrief, check), strict=False):
        slides += _asked(step, questions)
    slides.append(Slide("help", strings.gettext("Where to find help"), "help"))
    return Deck(plan.title, plan.language, plan.minutes, _with_ids(slides), True)


def with_statement(
    deck: Deck, statement: str, language: str, title: str, emblem: Picture | None = None
) -> Deck:
    """Return a deck that shows the statement of a funded project right before its last slide.

    The last one says where help is and stays on the wall; `language` is that of the statement,
    which `emblem` stands beside.
    """
    lang = language if language != deck.language else ""
    texts = tuple(Block("paragraph", (Span(text, lang=lang),)) for text in statement.splitlines())
    *slides, last = deck.slides
    shown = Slide("funding", title, "text", texts, picture=emblem)
    return replace(deck, slides=_with_ids((*slides, shown, last)))


def _cover(plan: Plan) -> Slide:
    facts = tuple(paragraph(text) for text in (plan.topics, plan.facts) if text)
    return Slide("cover", plan.title, "cover", facts, picture=plan.picture)


def _way(plan: Plan, strings: Strings) -> Iterator[Slide]:
    titles = (Block("paragraph", (step.heading,)) for step in plan.steps)
    steps = tuple(Block("item", blocks=(title,)) for title in titles)
    if steps:
        title = strings.gettext("What we will do today")
        yield Slide("way", title, "text", (Block("numbers", blocks=steps, level=1),))


def _step(step: StepPlan) -> list[Slide]:
    """Return what a class sees of a step; the first slide carries its minutes and its notes."""
    seen = [*_safety(step.blocks, step.id), *_titled(_lists(step), step.lang)]
    if not seen:
        seen = list(_titled(_said(step), step.lang))
    first = Slide(step.id, step.title, "statement", _how(step), title_lang=step.lang)
    if seen and len(seen[0].blocks) == 1 and seen[0].title == step.title:
        first = replace(seen.pop(0), id=step.id)
    return [replace(first, minutes=step.minutes, notes=step.blocks), *seen]


def _titled(slides: Iterable[Slide], lang: str) -> Iterator[Slide]:
    """Yield slides whose titles are in a language; none is that of the text."""
    return (replace(slide, title_lang=lang) for slide in slides)


def _how(step: StepPlan) -> tuple[Block, ...]:
    return (paragraph(f"{step.form_text} · {step.minutes_text}"),)


def _safety(blocks: Iterable[Block], name: str) -> Iterator[Slide]:
    """Yield slides of the advice that keeps somebody safe, whole: not a sentence is left out."""
    for note in advice_of(blocks):
        title, lang = text_of(note.spans), language_of(note.spans)
        said = [inner for inner in note.blocks if inner.kind not in _LISTS]
        yield from _titled(_paged(title, said, "statement", name), lang)
        items = [i for inner in note.blocks if inner.kind in _LISTS for i in inner.blocks]
        yield from _titled(_advice(title, items, name), lang)


def _advice(title: str, items: Sequence[Block], name: str) -> Iterator[Slide]:
    """Yield slides of numbered advice, as many items on each as it bears; a long one has two."""
    pages: list[list[Block]] = []
    for number, item in enumerate(items, 1):
        for part in _in_parts(item):
            piece = replace(bullets([]), kind="numbers", level=number, blocks=(part,))
            if part.kind != "item":
                piece = part
            if pages and count_words([*pages[-1], piece]) <= MOST_WORDS:
                pages[-1].append(piece)
            else:
                pages.append([piece])
    for page in pages:
        yield Slide(name, title, "text", tuple(page))


def _in_parts(item: Block) -> Iterator[Block]:
    """Yield an item whole, or, where a slide cannot bear it, its sentences in parts."""
    if count_words([item]) <= MOST_WORDS:
        yield item
        return
    parts: list[str] = []
    for sentence in _sentences(" ".join(text_of(inner.spans) for inner in item.blocks)):
        together = f"{parts[-1]} {sentence}" if parts else sentence
        if parts and len(together.split()) <= MOST_WORDS:
            parts[-1] = together
        else:
            parts.append(sentence)
    lang = language_of(span for inner in item.blocks for span in inner.spans)
    first, *rest = (Block("paragraph", (Span(part, lang=lang),)) for part in parts)
    yield Block("item", blocks=(first,))
    yield from rest


_LISTS = ("bullets", "numbers")


def _lists(step: StepPlan) -> Iterator[Slide]:
    """Yield slides of numbered lists: what a class decides on or does, without the answers."""
    for block in step.blocks:
        if block.kind == "numbers":
            lines = [_short(_for_the_class(_spans(item))) for item in block.blocks]
            yield from _numbered(step.title, [line for line in lines if line], step.id)


def _said(step: StepPlan) -> Iterator[Slide]:
    """Yield a slide of the first words that are read out, as far as a slide bears them."""
    for block in step.blocks:
        if block.kind == "quote":
            text = " ".join(text_of(inner.spans) for inner in block.blocks)
            sentences = list(_sentences(text))
            words, kept = 0, []
            for sentence in sentences:
                words += len(sentence.split())
                if words > 30:
                    break
                kept.append(paragraph(sentence))
            if kept:
                yield Slide(step.id, step.title, "statement", tuple(kept))
                return


def _asked(step: StepPlan, questions: list[str]) -> list[Slide]:
    """Return the slides of a step in which questions are asked, a few on each."""
    slides = list(_paged(step.title, [paragraph(q) for q in questions], "question", step.id))
    if not slides:
        slides = [Slide(step.id, step.title, "statement", _how(step))]
    first, *others = _titled(slides, step.lang)
    first = replace(first, minutes=step.minutes, notes=step.blocks)
    return [first, *others, *_safety(step.blocks, step.id)]


def _questions(part: Part | None) -> list[str]:
    """Return the questions of a part, without the answers that are expected."""
    found = []
    for block in part.blocks if part else ():
        if block.kind in _LISTS:
            found += [_for_the_class(_spans(item)) for item in block.blocks]
    return [question for question in found if question]


def _paged(title: str, blocks: Sequence[Block], layout: Layout, name: str) -> Iterator[Slide]:
    """Yield slides of so many paragraphs as one bears."""
    counts = [count_words([block]) for block in blocks]
    for first, last in _pages(counts, _ON_A_SLIDE):
        yield Slide(name, title, layout, tuple(blocks[first:last]))


def _numbered(title: str, lines: Sequence[str], name: str) -> Iterator[Slide]:
    """Yield slides of a numbered list; the numbers go on from slide to slide."""
    for first, last in _pages([len(line.split()) for line in lines], _IN_A_LIST):
        block = replace(bullets(lines[first:last], "numbers"), level=first + 1)
        yield Slide(name, title, "text", (block,))


def _pages(words: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Return from where to where each slide goes: as few slides as bear it, evenly filled."""
    for slides in range(1, len(words) + 1):
        size = -(-len(words) // slides)
        pages = [(at, min(at + size, len(words))) for at in range(0, len(words), size)]
        if size <= most and all(sum(words[a:b]) <= MOST_WORDS for a, b in pages):
            return pages
    return [(at, at + 1) for at in range(len(words))]


def _spans(item: Block) -> tuple[Span, ...]:
    """Return the text of the first paragraph of an item."""
    return item.blocks[0].spans if item.blocks else item.spans


def _for_the_class(spans: Iterable[Span]) -> str:
    """Return an item as a class may see it: what stands in emphasis is the answer."""
    text = text_of(span for span in spans if not span.emphasis).strip()
    quoted = _QUOTED.match(text)
    return quoted.group(1) if quoted else " ".join(text.split()).rstrip(" –—")


def _sentences(text: str) -> Iterator[str]:
    yield from (part.strip() for part in _SENTENCE.split(" ".join(text.split())) if part.strip())


def _short(text: str) -> str:
    return _DOTS.sub("", text.strip()) if text.count(".") <= 1 else text.strip()


def _with_ids(slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Give every slide an id of its own."""
    seen: set[str] = set()
    found = []
    for slide in slides:
        name = slide.id
        if name in seen:
            name = next(f"{slide.id}-{n}" for n in count(2) if f"{slide.id}-{n}" not in seen)
        seen.add(name)
        found.append(replace(slide, id=name))
    return tuple(found)
