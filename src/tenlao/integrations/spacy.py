"""spaCy: a component that marks the names of a table in documents, and a knowledge base of its entries.

`nlp.add_pipe("tenlao")` finds it where spaCy and tenlao are installed.
"""

import os
import tempfile
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from spacy.kb import InMemoryLookupKB
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from tenlao.base.resources import content_of
from tenlao.base.vocabulary import Kind
from tenlao.gazetteer import Gazetteer, load
from tenlao.mentions.mention import Mention
from tenlao.pipeline.standoff import mention_data
from tenlao.styles.preferred_forms import PreferredForms

__all__ = ["Lao", "NameMarker", "Overlap", "knowledge_base", "name_marker"]

Overlap = Literal["keep", "replace", "extend"]
"""What becomes of a name where something is marked already.

"keep" leaves what is there, "replace" marks the name instead. With "extend" what is there stays and what is known is
added: to an entity of the same stretch its id in the table, to a span group every name.
"""

_HOUSE_TABLE = "names.toml"

Token.set_extension("tenlao", default=None, force=True)
Span.set_extension(
    "tenlao",
    getter=lambda span: next((token._.tenlao for token in span if token._.tenlao), None),
    force=True,
)


@registry.languages("lo")
class Lao(Language):  # type: ignore[no-untyped-call]
    """Lao, which spaCy has no language for: words are what stands between blanks and signs."""

    lang = "lo"


@Language.factory(
    "tenlao",
    assigns=["doc.ents", "doc.spans", "token._.tenlao", "span._.tenlao"],
    default_config={
        "table": None,
        "overlap": "keep",
        "spans_key": None,
        "labels": {"person": "PERSON", "place": "LOC", "organization": "ORG"},
        "split_tokens": True,
    },
)
def name_marker(
    nlp: Language,
    name: str,
    table: str | None,
    overlap: Overlap,
    spans_key: str | None,
    labels: dict[Kind, str],
    split_tokens: bool,
) -> "NameMarker":
    """Make the component of a pipeline; see `NameMarker`."""
    return NameMarker(table, overlap, spans_key, labels, split_tokens=split_tokens)


class NameMarker:
    """Marks the names of a table in documents, with the id of the entry as `kb_id_`.

    Each token of a name has in `token._.tenlao` what is said of the mention, with its place in the text that was read
    (`tenlao.pipeline.standoff.mention_data`); `span._.tenlao` has that of the first name in a span.

    >>> nlp = Lao()
    >>> _ = nlp.add_pipe("tenlao")
    >>> doc = nlp("Ông Thonglun Sisulith, Viêng Chăn.")
    >>> [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents]
    [('Thonglun Sisulith', 'PERSON', 'thongloun-sisoulith'), ('Viêng Chăn', 'LOC', 'vientiane')]
    >>> doc.ents[0]._.tenlao["vietnamese"]
    'Thoong-lun Xi-xu-lít'
    """

    def __init__(
        self,
        table: str | os.PathLike[str] | None = None,
        overlap: Overlap = "keep",
        spans_key: str | None = None,
        labels: Mapping[Kind, str] | None = None,
        *,
        split_tokens: bool = True,
    ) -> None:
        """Take what is asked for.

        Args:
            table: a file to be layered over the bundled table; the table in use if not given.
            overlap: what becomes of a name where something is marked already.
            spans_key: mark names in the span group of this key, and not as entities.
            labels: the label for each kind of entry.
            split_tokens: split the tokens in which a name begins or ends, so that what is marked is the name; if
                not, all of these tokens is marked. What a tagger or a parser has said of a token, only its first
                part keeps, so the component should stand before them.
        """
        self._table = table
        self._own: bytes | None = None
        self._overlap = overlap
        self._spans_key = spans_key
        self._labels = labels or {}
        self._split_tokens = split_tokens

    @cached_property
    def names(self) -> Gazetteer:
        """The names that are marked, loaded when they are first asked for.

        Raises:
            TenlaoError: the table cannot be used.
        """
        if self._own is None:
            return load(self._table)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, _HOUSE_TABLE)
            file.write_bytes(self._own)
            return load(file)

    @cached_property
    def _forms(self) -> PreferredForms:
        return PreferredForms(self.names.sources)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names in a document and return it."""
        mentions = self.names.find(doc.text)
        if self._split_tokens:
            _split(doc, [place for mention in mentions for place in (mention.start, mention.end)])
        marks = [self._mark(doc, mention) for mention in mentions]
        if self._spans_key is None:
            there = doc.ents if self._overlap != "extend" else _with_ids(doc, doc.ents, marks)
            doc.ents = _without_overlaps(there, filter_spans(marks), self._overlap)
        else:
            there = doc.spans.get(self._spans_key, ())
            spans = [*there, *marks]
            if self._overlap != "extend":
                spans = _without_overlaps(there, marks, self._overlap)
            doc.spans[self._spans_key] = SpanGroup(doc, name=self._spans_key, spans=spans)
        return doc

    def _mark(self, doc: Doc, mention: Mention) -> Span:
        entry = mention.match.entry
        label = self._labels.get(entry.kind, entry.kind)
        span = doc.char_span(mention.start, mention.end, label, entry.id, alignment_mode="expand")
        assert span is not None  # it is one that the text has
        said = mention_data(mention, self._forms)
        for token in span:
            token._.tenlao = said
        return span

    # The table of the house goes with a pipeline that is saved; the bundled one is that of the program.

    def to_bytes(self, *, exclude: Collection[str] = ()) -> bytes:
        """Return the table of the house, as its file has it; nothing where there is none."""
        if self._own is None and self._table is not None:
            self._own = content_of(self._table)
        return self._own or b""

    def from_bytes(self, content: bytes, *, exclude: Collection[str] = ()) -> "NameMarker":
        """Take the table that `to_bytes` gave."""
        self._own = content or None
        vars(self).pop("names", None)
        vars(self).pop("_forms", None)
        return self

    def to_disk(self, path: str | os.PathLike[str], *, exclude: Collection[str] = ()) -> None:
        """Write the table of the house into a folder, if there is one."""
        if content := self.to_bytes():
            Path(path).mkdir(exist_ok=True)
            Path(path, _HOUSE_TABLE).write_bytes(content)

    def from_disk(self, path: str | os.PathLike[str], *, exclude: Collection[str] = ()) -> "NameMarker":
        """Take the table that `to_disk` wrote into a folder."""
        file = Path(path, _HOUSE_TABLE)
        return self.from_bytes(file.read_bytes()) if file.exists() else self


def knowledge_base(
    vocab: Vocab, names: Gazetteer | None = None, entity_vector_length: int = 1
) -> InMemoryLookupKB:
    """Return the entries of a gazetteer, or of the table in use, as a knowledge base for spaCy's entity linker.

    Each attested form is an alias. Entries that share a form are as likely there; how often an entry is met is not
    known, so its frequency is the number of pages that are cited for it, and its vector is zero until it is trained.

    >>> kb = knowledge_base(Lao().vocab)
    >>> kb.contains_entity("attapeu"), kb.contains_alias("Attapeu")
    (True, True)
    """
    names = names or load()
    kb = InMemoryLookupKB(vocab, entity_vector_length)
    aliases: dict[str, dict[str, None]] = {}
    for entry in names.entries:
        kb.add_entity(entry.id, len(entry.sources), [0.0] * entity_vector_length)
        for form in entry.forms:
            aliases.setdefault(form.text, {})[entry.id] = None
    for alias, ids in aliases.items():
        kb.add_alias(alias, list(ids), [1 / len(ids)] * len(ids))
    return kb


def _with_ids(doc: Doc, entities: Iterable[Span], marks: Iterable[Span]) -> list[Span]:
    """Return entities with the ids of marks of the same stretch, where they have none."""
    known = {(mark.start, mark.end): mark.kb_id for mark in marks}
    return [
        Span(doc, e.start, e.end, e.label, kb_id=e.kb_id or known.get((e.start, e.end), 0), span_id=e.id)
        for e in entities
    ]


def _without_overlaps(there: Iterable[Span], marks: Iterable[Span], overlap: Overlap) -> list[Span]:
    """Return the spans that are there and the marks, of those that overlap only the ones that come first."""
    first, others = (marks, there) if overlap == "replace" else (there, marks)
    spans = list(first)
    taken = {place for span in spans for place in range(span.start, span.end)}
    return spans + [span for span in others if taken.isdisjoint(range(span.start, span.end))]


def _split(doc: Doc, places: Iterable[int]) -> None:
    """Split the tokens of a document at places in its text; entities and span groups stay where they are."""
    starts = [token.idx for token in doc]
    cuts: dict[int, set[int]] = {}
    for place in places:
        token = doc[bisect_right(starts, place) - 1]
        if token.idx < place < token.idx + len(token):
            cuts.setdefault(token.i, set()).add(place - token.idx)
    if not cuts:
        return
    groups = {key: (group.attrs, [_placed(span) for span in group]) for key, group in doc.spans.items()}
    with doc.retokenize() as retokenizer:
        for number, within in cuts.items():
            token, edges = doc[number], [0, *sorted(within), len(doc[number])]
            parts = [token.text[start:end] for start, end in pairwise(edges)]
            retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))
    for key, (attributes, placed) in groups.items():
        spans = [span for place in placed if (span := doc.char_span(**place))]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attributes, spans=spans)


def _placed(span: Span) -> dict[str, Any]:
    return {
        "start_idx": span.start_char,
        "end_idx": span.end_char,
        "label": span.label,
        "kb_id": span.kb_id,
        "span_id": span.id,
    }
