"""Other registries of people and places: what their ids look like, and where each is told of.

An entry gives the id that a registry has for the same person, place or organization, so that the two are found again
in each other (docs/table.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tenlao.base.vocabulary import Registry
from tenlao.table.model import Link

__all__ = [
    "OWN_BASE",
    "REGISTRIES_BY_NAME",
    "RegistryOfIds",
    "is_formed",
    "link_of",
    "page",
    "together",
    "uri",
]

OWN_BASE = "urn:tenlao:"
"""What linked data call an entry begins with, before its id, unless somebody chooses another address."""

_QID = r"Q[1-9][0-9]*"
_NUMBER = r"[1-9][0-9]*"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class RegistryOfIds:
    """A registry: its name, how its ids are formed, an example, and what is made of an id in place of `{}`.

    `uri` is what linked data call the thing, `page` where people read of it, if there is such a page.
    """

    name: str
    form: str
    example: str
    uri: str
    page: str | None


REGISTRIES_BY_NAME: Mapping[Registry, RegistryOfIds] = {
    "wikidata": RegistryOfIds(
        "Wikidata", _QID, "Q58323", "http://www.wikidata.org/entity/{}", "https://www.wikidata.org/wiki/{}"
    ),
    "geonames": RegistryOfIds(
        "GeoNames", _NUMBER, "1665045", "https://sws.geonames.org/{}/", "https://www.geonames.org/{}"
    ),
    "osm": RegistryOfIds(
        "OpenStreetMap",
        rf"(?:node|way|relation)/{_NUMBER}",
        "relation/49903",
        "https://www.openstreetmap.org/{}",
        "https://www.openstreetmap.org/{}",
    ),
    "everypolitician": RegistryOfIds(
        "EveryPolitician", _UUID, "98bcc0c5-1592-405e-bc0e-60c529a31a51", "urn:uuid:{}", None
    ),
    "opensanctions": RegistryOfIds(
        "OpenSanctions",
        rf"{_QID}|NK-[A-Za-z0-9]{{22}}|[a-z][a-z0-9]*(?:-[a-z0-9]+)+",
        "Q58323",
        "https://www.opensanctions.org/entities/{}/",
        "https://www.opensanctions.org/entities/{}/",
    ),
}
"""The registries, in the order in which an entry gives their ids."""


def is_formed(link: Link) -> bool:
    """Tell whether an id looks as those of its registry do.

    >>> is_formed(Link("wikidata", "Q58323")), is_formed(Link("osm", "49903"))
    (True, False)
    """
    return re.fullmatch(REGISTRIES_BY_NAME[link.registry].form, link.id) is not None


def uri(link: Link) -> str:
    """Return what linked data call the thing.

    >>> uri(Link("geonames", "1665045"))
    'https://sws.geonames.org/1665045/'
    """
    return REGISTRIES_BY_NAME[link.registry].uri.format(link.id)


def page(link: Link) -> str | None:
    """Return the address of the page about the thing, None where its registry has no pages.

    >>> page(Link("wikidata", "Q58323"))
    'https://www.wikidata.org/wiki/Q58323'
    """
    template = REGISTRIES_BY_NAME[link.registry].page
    return template and template.format(link.id)


def together(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links in the order of the registries, of several to one registry the last.

    >>> together([Link("geonames", "1"), Link("wikidata", "Q2"), Link("geonames", "3")])
    (Link(registry='wikidata', id='Q2'), Link(registry='geonames', id='3'))
    """
    last = {link.registry: link for link in links}
    return tuple(last[registry] for registry in REGISTRIES_BY_NAME if registry in last)


def link_of(uri: str) -> Link | None:
    """Return what a URI of linked data links to, None if it is none of a registry.

    >>> link_of("https://sws.geonames.org/1665045/")
    Link(registry='geonames', id='1665045')
    """
    for name, registry in REGISTRIES_BY_NAME.items():
        begin, end = registry.uri.split("{}")
        link = Link(name, uri.removeprefix(begin).removesuffix(end))
        if is_formed(link) and registry.uri.format(link.id) == uri:
            return link
    return None
