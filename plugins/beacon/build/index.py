"""The index: which pages stand below which, and which lessons there are, found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from beacon.build.related import Related, relate
from beacon.build.routes import Route
from beacon.build.site import Site


@dataclass
class Index:
    """Looks through the routes of a site once, so that no page has to do it again."""

    site: Site
    _related: dict[str, Related] = field(default_factory=dict)
    _children: dict[tuple[str, str], list[Route]] = field(default_factory=dict)

    def related(self, tag: str) -> Related:
        """Return the lessons of a language, ready to be asked for the nearest."""
        if tag not in self._related:
            self._related[tag] = relate(
                route for (other, _), route in self.site.routes.items() if other == tag
            )
        return self._related[tag]

    def lessons(self, tag: str) -> list[str]:
        """Return the ids of all lessons of a language, the youngest pupils first."""
        return self.related(tag).by_age()

    def children(self, route: Route) -> Sequence[Route]:
        """Return the pages right below a page, in the same language."""
        if not self._children:
            found: defaultdict[tuple[str, str], list[Route]] = defaultdict(list)
            for (tag, record_id), other in self.site.routes.items():
                if record_id:
                    found[tag, other.record.parent].append(other)
            self._children = dict(found)
        return self._children.get((route.language.tag, route.id), ())
