#!/usr/bin/env python3
"""Lists the words of lessons that lead to the glossary, and the terms without a definition."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402

from beacon.build.site import Site, load_site  # noqa: E402
from beacon.content.lessons import Lesson  # noqa: E402
from beacon.content.markdown import Converter  # noqa: E402
from beacon.glossary.linking import link_words  # noqa: E402
from beacon.problems import ProblemsFound  # noqa: E402

_LINKED = re.compile(r'(.{0,30})<a href="#([^"]+)">([^<]+)</a>(.{0,30})')
_TAG = re.compile(r"<[^>]*>|^[^<]*>|<[^>]*$")


def main() -> int:
    """Print each linked word with what stands around it, for every lesson and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centre", help="whose lessons (default: the first centre's)")
    parser.add_argument("--language", help="only this folder, such as sr")
    options = parser.parse_args()
    try:
        site = load_site(environment.ROOT, options.centre or environment.centres()[0])
    except ProblemsFound as error:
        print(error)
        return 1
    for folder in dict.fromkeys(site.languages.source(tag).path for tag in site.tags):
        if options.language in (None, folder):
            report(site, folder)
    return 0


def report(site: Site, folder: str) -> None:
    """Print the links of one language, and the terms that it has no definition of."""
    language = site.languages.of_path(folder)
    words, converter, count = site.glossary.words(folder), Converter(), 0
    for (name, tag), record in sorted(site.library.records.items()):
        if language is None or tag != language.tag or not isinstance(record.head, Lesson):
            continue
        html = link_words(converter.convert(record.body, lambda link: link), words, "")
        for before, anchor, word, after in _LINKED.findall(html):
            count += 1
            around = f"{_TAG.sub('', before)}[{word}]{_TAG.sub('', after)}"
            print(f"{folder} {name.removeprefix('lessons/')} {anchor}: {around}")
    terms = site.glossary.terms.values()
    bare = [term.key for term in terms if folder not in term.definitions]
    print(f"{folder}: {count} links, {len(bare)} of {len(site.glossary.terms)} terms without a")
    print(f"definition: {', '.join(bare)}")


if __name__ == "__main__":
    sys.exit(main())
