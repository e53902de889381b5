# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The weighted search of a trie, compiled; `plain_search` says what it does and gives the same answers."""

cimport cython
from cpython cimport array
from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.math cimport log
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, qsort, realloc
from libc.string cimport memcmp, memset

from array import array as array_of

from tenlao.matching import plain_syllables
from tenlao.matching.evidence import Difference
from tenlao.matching.trie import BLOCK, LONGEST, Trie
from tenlao.matching.units import LEAST
from tenlao.phonology.distance import coarse_key

# What a cell holds that is not worth going on from; how many cells stand around a row; the greatest limits of costs and
# of slips; what a trie has in its skips and its blocks; how many keys of syllables are remembered.
cdef enum:
    NEVER = 60000
    PAD = 2
    MOST = 30000
    SLIPS = 3  # MOST_SLIPS
    JUMP = 0xFFFF  # FAR
    COUNTED = 256  # BLOCK
    MOST_KEYS = 2048
    SPREAD = 0x1E3779B1  # bits over a hash


cdef extern from *:
    """
    #ifdef __GLIBC__
    #include <malloc.h>
    #define GIVE_BACK() malloc_trim(0)
    #else
    #define GIVE_BACK()
    #endif
    """
    void GIVE_BACK() nogil


def give_back():
    """See `tenlao.matching.plain_search.give_back`."""
    with nogil:
        GIVE_BACK()


cdef struct Coded:
    uint64_t head  # the first letters, in an order in which numbers are compared as strings are
    const uint8_t* letters
    uint32_t length, number


cdef int compared(const void* one, const void* other) noexcept nogil:
    """Tell which of two strings comes first, of equal ones that with the lower number."""
    cdef const Coded* a = <const Coded*>one
    cdef const Coded* b = <const Coded*>other
    cdef int found
    if a.head != b.head:
        return 1 if a.head > b.head else -1
    found = memcmp(a.letters, b.letters, min(a.length, b.length))
    if not found:
        found = <int>a.length - <int>b.length
    return found if found else (1 if a.number > b.number else -1)


def trie_of(list strings):
    """See `tenlao.matching.trie.trie_of`."""
    cdef Py_ssize_t given = len(strings), longest = LONGEST, count = 0, shared, at, size, nodes = 0
    cdef Coded* coded = <Coded*>malloc(given * sizeof(Coded) + 1)
    cdef Coded* here
    cdef bytes string
    if coded == NULL:
        raise MemoryError
    try:
        for at in range(given):
            string = strings[at]
            size = len(string)
            if 0 < size <= longest:
                here = coded + count
                here.letters, here.length, here.number, here.head = string, size, at, 0
                for shared in range(8):
                    here.head = here.head << 8 | (here.letters[shared] if shared < size else 0)
                count += 1
        numbers, far, more = array_of("I", bytes(4 * count)), array_of("I"), array_of("I")
        with nogil:
            qsort(coded, count, sizeof(Coded), compared)
            for at in range(count):
                nodes += coded[at].length - (begun_alike(coded + at - 1, coded + at) if at else 0)
        labels, depths, ends = bytearray(nodes), bytearray(nodes), bytearray(nodes + 1)
        skips, blocks = bytearray(2 * nodes), array_of("I", bytes(4 * (nodes // BLOCK + 1)))
        nexts = fill_trie(coded, count, labels, depths, skips, ends, blocks, more, numbers)
        for node, end in sorted(nexts):
            far.extend((node, end))
        return Trie(bytes(labels), bytes(depths), bytes(skips), far, bytes(ends), blocks, more, numbers)
    finally:
        free(coded)


cdef inline Py_ssize_t begun_alike(const Coded* a, const Coded* b) noexcept nogil:
    """With how many letters two strings begin alike."""
    cdef Py_ssize_t shared = 0
    while shared < a.length and shared < b.length and a.letters[shared] == b.letters[shared]:
        shared += 1
    return shared


cdef list fill_trie(
    const Coded* coded, Py_ssize_t count, uint8_t[::1] labels, uint8_t[::1] depths, uint8_t[::1] skips,
    uint8_t[::1] ends, uint32_t[::1] blocks, more, uint32_t[::1] numbers,
):
    """Write the nodes of strings in order; return those that are far from the next, with it."""
    cdef uint32_t open_nodes[256]
    cdef uint32_t node = 0, distinct = 0, apart
    cdef Py_ssize_t at, shared, depth, length_before = 0
    cdef list far = []
    for at in range(count + 1):
        if at < count:
            numbers[at] = coded[at].number
        shared = begun_alike(coded + at - 1, coded + at) if 0 < at < count else 0
        if 0 < at < count and shared == coded[at].length == length_before:
            more.append(distinct - 1)
            continue
        for depth in range(shared, length_before):
            apart = node - open_nodes[depth]
            if apart >= JUMP:
                far.append((open_nodes[depth], node))
                apart = JUMP
            skips[2 * open_nodes[depth]], skips[2 * open_nodes[depth] + 1] = apart & 255, apart >> 8
        if at == count:
            break
        for depth in range(shared, coded[at].length):
            if node % COUNTED == 0:
                blocks[node // COUNTED] = distinct
            labels[node], depths[node] = coded[at].letters[depth], <uint8_t>(depth + 1)
            ends[node] = distinct - blocks[node // COUNTED]
            open_nodes[depth] = node
            node += 1
        distinct += 1
        length_before = coded[at].length
    if node % COUNTED == 0:
        blocks[node // COUNTED] = distinct
    ends[node] = distinct - blocks[node // COUNTED]
    return far


def grouped(Py_ssize_t count, array.array lists, array.array numbers):
    """See `tenlao.matching.plain_search.grouped`."""
    cdef Py_ssize_t size = len(lists), at, begin, end, which, kept = 0
    cdef const uint32_t* list_of = lists.data.as_uints
    cdef const uint32_t* number_of = numbers.data.as_uints
    cdef array.array starts = array.clone(lists, count + 1, zero=True), grouped = array.clone(lists, size, zero=False)
    cdef uint32_t* start = starts.data.as_uints
    cdef uint32_t* into = grouped.data.as_uints
    for at in range(size):
        start[list_of[at] + 1] += 1
    for at in range(count):
        start[at + 1] += start[at]
    for at in range(size):  # a start goes to the end of its list meanwhile
        into[start[list_of[at]]] = number_of[at]
        start[list_of[at]] += 1
    begin = 0
    for which in range(count):
        end, start[which] = start[which], kept
        for at in range(begin + 1, end):
            if into[at] < into[at - 1]:
                qsort(into + begin, end - begin, sizeof(uint32_t), lower)
                break
        for at in range(begin, end):
            if at == begin or into[at] != into[kept - 1]:
                into[kept] = into[at]
                kept += 1
        begin = end
    start[count] = kept
    array.resize(grouped, kept)
    return starts, grouped


def in_order(array.array numbers):
    """See `tenlao.matching.plain_search.in_order`."""
    cdef Py_ssize_t size = len(numbers), at, byte, place
    cdef uint32_t counts[257]
    cdef const uint32_t* number_of = numbers.data.as_uints
    cdef array.array order = array.clone(numbers, size, zero=False), other = array.clone(numbers, size, zero=False)
    cdef uint32_t* before = other.data.as_uints
    cdef uint32_t* after = order.data.as_uints
    for at in range(size):
        before[at] = at
    for byte in range(0, 32, 8):  # the lowest first; the order by it stays where the next ones are equal
        memset(counts, 0, sizeof(counts))
        for at in range(size):
            counts[(number_of[at] >> byte & 0xFF) + 1] += 1
        for at in range(256):
            counts[at + 1] += counts[at]
        for at in range(size):
            place = number_of[before[at]] >> byte & 0xFF
            after[counts[place]] = before[at]
            counts[place] += 1
        before, after = after, before
    return other


cdef int lower(const void* one, const void* other) noexcept nogil:
    """Tell which of two numbers comes first."""
    cdef uint32_t a = (<const uint32_t*>one)[0], b = (<const uint32_t*>other)[0]
    return (a > b) - (a < b)


cdef class Codes:
    """The codes of letters, as `tenlao.matching.trie.Costs.encoded` gives them."""

    cdef bytes table

    def __init__(self, str letters):
        table = bytearray(ord(max(letters)) + 1)
        for code, letter in enumerate(letters):
            table[ord(letter)] = code
        self.table = bytes(table)

    cdef bytes of(self, str text):
        cdef Py_ssize_t at, length = len(text), size = len(self.table)
        cdef bytes codes = PyBytes_FromStringAndSize(NULL, length)
        cdef const uint8_t* table = self.table
        cdef uint8_t* into = codes
        cdef Py_UCS4 letter
        for at in range(length):
            letter = text[at]
            into[at] = table[letter] if letter < size else 0
        return codes


cdef struct Finding:
    uint32_t first, last, cost, number


cdef struct Findings:
    Finding* items
    Py_ssize_t count, room


cdef bint add(Findings* found, uint32_t first, uint32_t last, uint32_t cost, uint32_t number) noexcept nogil:
    """Keep a finding; tell whether there was memory for it."""
    cdef Finding* more
    if found.count == found.room:
        more = <Finding*>realloc(found.items, (2 * found.room + 16) * sizeof(Finding))
        if more == NULL:
            return False
        found.items = more
        found.room = 2 * found.room + 16
    found.items[found.count] = Finding(first, last, cost, number)
    found.count += 1
    return True


cdef class Search:
    """See `tenlao.matching.plain_search.Search`."""

    cdef const uint8_t[::1] labels, depths, penalties, substitution, omission, classes
    cdef const uint8_t[::1] skips, ends
    cdef const uint32_t[::1] far, blocks, more, numbers
    cdef Py_ssize_t size
    cdef int deepest, letters, most
    cdef bint of_slips
    cdef Codes codes
    cdef uint8_t[::1] skeletons  # a bit for each of the hashes of the consonants of strings
    cdef uint32_t hashes

    walks = True

    def __init__(self, trie, costs, penalties):
        cdef Py_ssize_t at
        self.labels, self.depths = trie.labels, trie.depths
        self.skips, self.far, self.ends, self.blocks = trie.skips, trie.far, trie.ends, trie.blocks
        self.more, self.numbers = trie.more, trie.numbers
        self.penalties = penalties
        self.substitution, self.omission, self.classes = costs.substitution, costs.omission, costs.classes
        self.size = len(trie.labels)
        self.deepest = 0
        for at in range(self.size):
            self.deepest = max(self.deepest, <int>self.depths[at])
        self.letters, self.of_slips = len(costs.omission), costs.swap
        self.most = SLIPS if self.of_slips else MOST
        self.codes = Codes(costs.letters)

    def near(self, str query, int limit, int margin=-1, int changes=-1):
        """See `tenlao.matching.plain_search.Search.near`."""
        cdef bytes codes = self.codes.of(query)
        cdef Py_ssize_t length = len(codes), i
        limit = min(limit, self.most)
        cdef Findings found = Findings(NULL, 0, 0)
        cdef const uint8_t* letters = codes
        cdef uint32_t end = <uint32_t>length
        cdef int lowered
        cdef bint done = True
        lowered = limit
        if not length or limit <= 0 or length > self.deepest + limit or not self.size:
            return []
        with nogil:
            if self.of_slips:
                done = self.slips(letters, length, &end, 1, 1, limit, NULL, &found)
                for i in range(found.count if margin >= 0 else 0):
                    lowered = min(lowered, <int>found.items[i].cost + margin)
            else:
                done = self.walk(letters, NULL, length, &end, 1, 1, &lowered, margin, changes, NULL, False, &found)
        try:
            if not done:
                raise MemoryError
            answers = [
                (found.items[i].cost, found.items[i].number)
                for i in range(found.count)
                if <int>found.items[i].cost < lowered
            ]
        finally:
            free(found.items)
        answers.sort()
        return answers

    def may_have_consonants(self, str query):
        """See `tenlao.matching.plain_search.Search.may_have_consonants`."""
        cdef bytes codes = self.codes.of(query)
        cdef uint8_t letter
        cdef uint32_t hashed = 0
        if not self.hashes:
            self.note_consonants()
        for letter in codes:
            hashed = self.with_consonant(hashed, letter)
        hashed %= self.hashes
        return self.skeletons[hashed >> 3] >> (hashed & 7) & 1 != 0

    cdef note_consonants(self):
        """Note the hashes of the consonants of all strings, few of which are the same by chance."""
        cdef uint32_t path[256]
        cdef uint8_t[::1] skeletons = bytearray(2 * len(self.numbers) + 1)
        cdef uint32_t hashes = 8 * len(skeletons), hashed
        cdef Py_ssize_t node
        cdef int depth
        path[0] = 0
        for node in range(self.size):
            depth = self.depths[node]
            path[depth] = self.with_consonant(path[depth - 1], self.labels[node])
            if self.ended(node, 0) < self.ended(node, 1):
                hashed = path[depth] % hashes
                skeletons[hashed >> 3] |= 1 << (hashed & 7)
        self.skeletons, self.hashes = skeletons, hashes

    cdef inline uint32_t with_consonant(self, uint32_t hashed, int letter) noexcept nogil:
        cdef uint32_t kind = self.classes[letter]
        return (hashed ^ kind) * SPREAD if kind else hashed

    def spans(self, parts, int widest, int limit, bytes alone, bytes limits=None):
        """See `tenlao.matching.plain_search.Search.spans`."""
        limit = min(limit, self.most)
        cdef const uint8_t* of_spans = NULL
        if limits is not None:
            of_spans = limits
        cdef bytes codes = self.codes.of(parts.phones)
        cdef bytes back = parts.steps
        cdef const uint8_t* letters = codes
        cdef const uint8_t* steps = back
        cdef const uint8_t* singles = alone
        cdef Py_ssize_t count = len(parts.ends), i, first, least, last
        cdef Findings found = Findings(NULL, 0, 0)
        cdef uint32_t* ends = <uint32_t*>malloc((4 * count + 1) * sizeof(uint32_t))
        cdef uint32_t* starts = ends + count
        cdef uint32_t* nearest = starts + count
        cdef uint32_t* wanted = nearest + count
        cdef bint done = True, single
        cdef int lowered
        if b"\2" not in back:
            steps = NULL
        if not self.size:
            free(ends)
            return []
        if ends == NULL:
            raise MemoryError
        try:
            for i in range(count):
                ends[i], starts[i] = parts.ends[i], parts.starts[i]
            with nogil:
                for first in range(count):
                    least, last, lowered = count, first, 0
                    for i in range(first, min(count, first + widest) if singles[first] else first):
                        if ends[i] - starts[first] > <uint32_t>(self.deepest + limit):
                            break
                        wanted[i] = min(limit, of_spans[first * widest + i - first]) if of_spans else limit
                        if i == first:
                            wanted[i] = min(wanted[i], singles[first])
                        nearest[i] = wanted[i]
                        if wanted[i]:
                            least, last = min(least, i), i + 1
                            lowered = max(lowered, <int>wanted[i])
                    if not lowered:
                        continue
                    single = least == first
                    if self.of_slips:
                        done = self.slips(
                            letters + starts[first], ends[last - 1] - starts[first], ends + least, last - least,
                            starts[first] + 1, lowered, nearest + least, &found,
                        )
                    else:
                        done = self.walk(
                            letters + starts[first], steps + starts[first] if steps else NULL,
                            ends[last - 1] - starts[first], ends + least, last - least, starts[first] + 1, &lowered, -1,
                            0 if single and last == first + 1 else -1, nearest + least, single, &found,
                        )
                    for i in range(least, last):
                        if done and nearest[i] < wanted[i]:
                            done = add(&found, first, i + 1, nearest[i], 0)
                    if not done:
                        break
            if not done:
                raise MemoryError
            answers = [
                (found.items[i].first, found.items[i].last, found.items[i].cost)
                for i in range(found.count)
            ]
        finally:
            free(ends)
            free(found.items)
        return answers

    cdef bint walk(
        self, const uint8_t* query, const uint8_t* steps, Py_ssize_t length, const uint32_t* ends,
        Py_ssize_t count, uint32_t offset, int* limit, int margin, int changes, uint32_t* nearest, bint single, Findings* found,
    ) noexcept nogil:
        """Find what is near the beginnings of a query that end where ends say; tell whether the memory sufficed.

        What the nearest of each costs goes to where that is to be told, or else all are findings. If the first
        beginning is a single part, what is near it has to have the same consonants.
        The columns count from 1; the ends count from an offset less 1.
        """
        cdef Py_ssize_t width = length + 1 + 2 * PAD, levels = self.deepest + 1, size = levels * width
        # All in one piece: numbers for each level; a row; rows of costs and of changes; bytes for each level; a query.
        cdef Py_ssize_t* lows = <Py_ssize_t*>malloc(
            4 * levels * sizeof(Py_ssize_t) + 5 * size + 2 * levels + 5 * (length + 1)
        )
        cdef Py_ssize_t* highs = lows + levels
        cdef Py_ssize_t* begins = highs + levels
        cdef Py_ssize_t* finishes = begins + levels
        cdef uint32_t* one_row = <uint32_t*>(finishes + levels)
        cdef int* rows = <int*>(one_row + length + 1)
        cdef uint8_t* changed = <uint8_t*>(rows + size)
        cdef uint8_t* path = changed + size
        cdef uint8_t* consonants = path + levels  # which row of changes is that of a level
        cdef uint8_t* heard = consonants + levels
        cdef const uint8_t* labels = &self.labels[0]
        cdef const uint8_t* depths = &self.depths[0]
        cdef const uint8_t* omission = &self.omission[0]
        cdef const uint8_t* classes = &self.classes[0]
        cdef Py_ssize_t node = 0, nodes = self.size, j, b, low, high, upto, depth, at, k, end
        cdef int* row
        cdef int* above
        cdef uint8_t* fewest
        cdef const uint8_t* substitution
        cdef uint32_t number, total
        cdef int cost, other, omitted, letter, nearer = limit[0], diagonal, left
        if lows == NULL:
            return False
        row = rows + PAD
        rows[0] = rows[1] = NEVER
        row[0] = 0
        high = 0
        for j in range(1, length + 1):
            row[j] = cost = row[j - (steps[j - 1] if steps else 1)] + omission[query[j - 1]]
            if cost < nearer:
                high = j
        row[high + 1] = row[high + 2] = NEVER
        lows[0], highs[0] = 0, high
        consonants[0] = 0
        if changes >= 0:
            # Whose consonants differ in few places have about as many: only such columns are looked at.
            memset(changed, 200, size)
            fewest = changed + PAD
            fewest[0] = 0
            for k in range(levels):
                begins[k], finishes[k] = length + 1, 0
            for k in range(min(changes, levels - 1) + 1):
                begins[k] = 0
            for j in range(1, length + 1):
                b = j - (steps[j - 1] if steps else 1)
                fewest[j] = min(fewest[b] + (classes[query[j - 1]] != 0), 200)
                for k in range(max(0, fewest[j] - changes), min(levels - 1, fewest[j] + changes) + 1):
                    begins[k] = min(begins[k], j)
                    finishes[k] = j
            for j in range(1, length + 1):
                if fewest[j] > changes:
                    fewest[j] = 200
        while node < nodes:
            depth, letter = depths[node], labels[node]
            path[depth] = letter
            if changes >= 0:
                consonants[depth] = consonants[depth - 1] + (classes[letter] != 0)
            if changes == 0 and classes[letter] and not self.alike(
                classes[letter], query, steps, changed, consonants[depth - 1], consonants[depth], width, begins, finishes, changes
            ):
                node = self.after(node)
                continue
            above = rows + (depth - 1) * width + PAD
            row = rows + depth * width + PAD
            substitution = &self.substitution[letter * self.letters]
            omitted = omission[letter]
            low, upto = lows[depth - 1], highs[depth - 1]
            row[low - 1] = row[low - 2] = NEVER
            j = low
            if not low:
                row[0] = above[0] + omitted
                j = 1
            if not steps:
                # The phone before each stands before it: three costs that are at hand.
                diagonal, left, end = above[j - 1], row[j - 1], min(length, upto + 1)
                while j <= end:
                    cost = diagonal + substitution[query[j - 1]]
                    diagonal = above[j]
                    other = diagonal + omitted
                    cost = other if other < cost else cost
                    other = left + omission[query[j - 1]]
                    row[j] = left = other if other < cost else cost
                    j += 1
                while j <= length and left + omission[query[j - 1]] < nearer:
                    left += omission[query[j - 1]]
                    row[j] = left
                    j += 1
            else:
                while j <= length:
                    b = j - steps[j - 1]
                    cost = row[b] + omission[query[j - 1]]
                    if j <= upto + 2:
                        if b <= upto:
                            other = above[b] + substitution[query[j - 1]]
                            cost = other if other < cost else cost
                        if j <= upto:
                            other = above[j] + omitted
                            cost = other if other < cost else cost
                    row[j] = cost
                    if j > upto + 2 and row[j - 1] >= nearer and cost >= nearer:
                        j += 1
                        break
                    j += 1
            high = j - 1
            while low <= high and row[low] >= nearer:
                low += 1
            if low > high or changes > 0 and classes[letter] and not self.alike(
                classes[letter], query, steps, changed, consonants[depth - 1], consonants[depth], width, begins, finishes, changes
            ):
                node = self.after(node)
                continue
            while row[high] >= nearer:
                high -= 1
            # Two cells on each side are what the next row sees of what is not worth going on from.
            row[low - 1] = row[low - 2] = row[high + 1] = row[high + 2] = NEVER
            lows[depth], highs[depth] = low, high
            for number in range(self.ended(node, 0), self.ended(node, 1)):
                for k in range(count):
                    at = ends[k] - offset + 1
                    if at and low <= at <= high and row[at] < nearer:
                        if changes >= 0 and changed[consonants[depth] * width + PAD + at] > changes:
                            continue
                        cost = row[at]
                        if nearest and cost >= <int>nearest[k]:
                            continue
                        if single and not k and not self.same_consonants(query, steps, at, path, depth):
                            continue
                        b = length
                        j = at
                        while j:
                            b -= 1
                            heard[b] = query[j - 1]
                            j -= steps[j - 1] if steps else 1
                        cost = self.apart(heard + b, length - b, path + 1, depth, one_row)
                        total = cost + self.penalties[self.numbers[number]]
                        if <int>total >= nearer:
                            continue
                        if nearest:
                            nearest[k] = min(nearest[k], total)
                            nearer = 0
                            for b in range(count):
                                nearer = max(nearer, <int>nearest[b])
                            continue
                        if not add(found, 0, 0, total, self.numbers[number]):
                            free(lows)
                            return False
                        if margin >= 0 and <int>total + margin < nearer:
                            nearer = limit[0] = total + margin
            node += 1
        free(lows)
        return True

    cdef bint slips(
        self, const uint8_t* query, Py_ssize_t length, const uint32_t* ends, Py_ssize_t count, uint32_t offset,
        int nearer, uint32_t* nearest, Findings* found,
    ) noexcept nogil:
        """Do what `walk` does, where letters that are changed, left out, put in or swapped count.

        With two slips, a path is as long as a beginning of the query, or up to two letters longer or shorter. For each
        depth there are three rows of five bits, which tell of which of these beginnings the path is no, at most one,
        at most two slips away (after Wu and Manber 1992).
        """
        cdef Py_ssize_t levels = min(self.deepest, length + SLIPS - 1) + 1, node = 0, nodes = self.size, depth, at, k
        # For each letter and depth, which letters of the query it is: those of the five beginnings, and the one before.
        cdef uint8_t* same = <uint8_t*>malloc((self.letters + 1 + SLIPS) * levels)
        cdef uint8_t* path = same + self.letters * levels
        cdef uint8_t* rows = path + levels
        cdef uint8_t* above
        cdef uint8_t* row
        cdef const uint8_t* labels = &self.labels[0]
        cdef const uint8_t* depths = &self.depths[0]
        cdef int here, swapped, within
        cdef uint32_t number, total
        if same == NULL:
            return False
        memset(same, 0, self.letters * levels)
        for at in range(1, length + 1):
            for depth in range(max(1, at - 2), min(levels, at + 4)):
                same[query[at - 1] * levels + depth] |= 1 << (at - depth + 3)
        rows[0], rows[1], rows[2] = 0b100, 0b1100, 0b11100
        while node < nodes and nearer > 0:
            depth = depths[node]
            row = rows + SLIPS * depth
            above = row - SLIPS
            here = same[labels[node] * levels + depth] if depth < levels else 0
            # What has its two slips before this letter, which is none of the query, has one more with it.
            if not here and (depth >= levels or not above[1]):
                node = self.after(node)
                continue
            path[depth] = labels[node]
            within = 0b11111 >> max(0, depth + 2 - length)
            row[0] = above[0] & here >> 1 & within
            row[1] = (above[1] & here >> 1 | above[0] | above[0] >> 1 | row[0] << 1) & within
            row[2] = (above[2] & here >> 1 | above[1] | above[1] >> 1) & within
            if depth > 1:
                swapped = here & same[path[depth - 1] * levels + depth] >> 1 & within
                row[1] |= above[-SLIPS] & swapped
                row[2] |= above[1 - SLIPS] & swapped
            row[2] |= row[1] << 1 & within
            if not row[nearer - 1]:
                node = self.after(node)
                continue
            for number in range(self.ended(node, 0), self.ended(node, 1)):
                for k in range(count):
                    at = ends[k] - offset + 1
                    if not at or not depth - 2 <= at <= depth + 2:
                        continue
                    total = 0
                    while total < SLIPS and not row[total] >> (at - depth + 2) & 1:
                        total += 1
                    total += self.penalties[self.numbers[number]]
                    if <int>total >= nearer or nearest and total >= nearest[k]:
                        continue
                    if not nearest:
                        if not add(found, 0, 0, total, self.numbers[number]):
                            free(same)
                            return False
                        continue
                    nearest[k] = total
                    nearer = 0
                    for at in range(count):
                        nearer = max(nearer, <int>nearest[at])
            node += 1
        free(same)
        return True

    cdef inline Py_ssize_t after(self, Py_ssize_t node) noexcept nogil:
        """Return the node after all that are below one."""
        cdef Py_ssize_t skip = self.skips[2 * node] | self.skips[2 * node + 1] << 8, low = 0, high, middle
        if skip < JUMP:
            return node + skip
        high = self.far.shape[0] // 2
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.far[2 * middle] < <uint32_t>node else (low, middle)
        return self.far[2 * low + 1]

    cdef inline uint32_t ended(self, Py_ssize_t node, bint with_it) noexcept nogil:
        """Return how many strings end before a node, or with it; none if none ends there."""
        cdef uint32_t before = self.blocks[node // COUNTED] + self.ends[node]
        cdef uint32_t distinct = self.blocks[(node + 1) // COUNTED] + self.ends[node + 1]
        cdef Py_ssize_t low = 0, high = self.more.shape[0], middle
        if before == distinct:
            return 0
        if not with_it:
            distinct = before
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.more[middle] < distinct else (low, middle)
        return distinct + <uint32_t>low

    cdef inline bint alike(
        self, int kind, const uint8_t* query, const uint8_t* steps, uint8_t* changed, Py_ssize_t before,
        Py_ssize_t here, Py_ssize_t width, const Py_ssize_t* begins, const Py_ssize_t* finishes, int changes,
    ) noexcept nogil:
        """Compare the consonants as far as a consonant of the trie; tell whether they differ in few enough places."""
        cdef const uint8_t* above = changed + before * width + PAD
        cdef uint8_t* row = changed + here * width + PAD
        cdef Py_ssize_t j = begins[here], b
        cdef int least = 200, cost, other
        if not j:
            row[0] = least = min(above[0] + 1, 200)
            j = 1
        for j in range(j, finishes[here] + 1):
            b = j - (steps[j - 1] if steps else 1)
            other = self.classes[query[j - 1]]
            if other:
                cost = above[b] + (other != kind)
                other = above[j] + 1
                cost = other if other < cost else cost
                other = row[b] + 1
                cost = other if other < cost else cost
                row[j] = cost if cost < 200 else 200
            else:
                row[j] = row[b]
            least = row[j] if row[j] < least else least
        return least <= changes

    cdef bint same_consonants(
        self, const uint8_t* query, const uint8_t* steps, Py_ssize_t at, const uint8_t* path, Py_ssize_t depth
    ) noexcept nogil:
        """Tell whether a beginning of a query and a path, whose letters count from 1, have the same consonants."""
        while True:
            while at and not self.classes[query[at - 1]]:
                at -= steps[at - 1] if steps else 1
            while depth and not self.classes[path[depth]]:
                depth -= 1
            if not at or not depth:
                return not at and not depth
            if self.classes[query[at - 1]] != self.classes[path[depth]]:
                return False
            at -= steps[at - 1] if steps else 1
            depth -= 1

    cdef int apart(
        self, const uint8_t* a, Py_ssize_t length_a, const uint8_t* b, Py_ssize_t length_b, uint32_t* row
    ) noexcept nogil:
        """Return the distance of two strings, as `tenlao.phonology.distance.distance` does.

        Equal beginnings and ends are aligned with each other, even if another alignment is cheaper. The row has room
        for the first string and one more.
        """
        cdef Py_ssize_t i, j
        cdef int diagonal, cheapest, other, omitted
        cdef const uint8_t* substitution
        while length_a and length_b and a[0] == b[0]:
            a, b, length_a, length_b = a + 1, b + 1, length_a - 1, length_b - 1
        while length_a and length_b and a[length_a - 1] == b[length_b - 1]:
            length_a, length_b = length_a - 1, length_b - 1
        row[0] = 0
        for i in range(length_a):
            row[i + 1] = row[i] + self.omission[a[i]]
        for j in range(length_b):
            substitution, omitted = &self.substitution[b[j] * self.letters], self.omission[b[j]]
            diagonal = row[0]
            row[0] = diagonal + omitted
            for i in range(length_a):
                cheapest = diagonal + substitution[a[i]]
                diagonal = row[i + 1]
                other = diagonal + omitted
                if other < cheapest:
                    cheapest = other
                other = row[i] + self.omission[a[i]]
                if other < cheapest:
                    cheapest = other
                row[i + 1] = cheapest
        return row[length_a]


cdef class PhoneSteps:
    """See `tenlao.matching.plain_search.PhoneSteps`."""

    cdef double[:, ::1] steps
    cdef int opening, closing
    cdef Codes codes

    def __init__(self, costs, steps, double unseen):
        letters = costs.letters + "^$"
        cdef Py_ssize_t count = len(letters), a, b
        cdef double step
        self.opening, self.closing, self.codes = count - 2, count - 1, Codes(costs.letters)
        self.steps = cython.view.array((count, count), sizeof(double), "d")
        for a in range(count):
            step = steps.get(letters[a], unseen)
            for b in range(count):
                self.steps[a, b] = step
        places = {letter: place for place, letter in enumerate(letters)}
        for pair, step in steps.items():
            if len(pair) == 2:
                a, b = places[pair[0]], places[pair[1]]
                self.steps[a, b] = step

    def told(self, str phones):
        """See `tenlao.matching.plain_search.PhoneSteps.told`."""
        cdef bytes codes = self.codes.of(phones)
        cdef const uint8_t* letters = codes
        cdef Py_ssize_t place
        cdef int before = self.opening
        cdef double told = 0.0
        for place in range(len(codes)):
            told += self.steps[before, letters[place]]
            before = letters[place]
        return told + self.steps[before, self.closing]

    def limits(self, parts, Py_ssize_t widest, bytes farthest, int steps_in_nat):
        """See `tenlao.matching.plain_search.PhoneSteps.limits`."""
        cdef bytes codes = self.codes.of(parts.phones), back = parts.steps
        cdef const uint8_t* letters = codes
        cdef const uint8_t* before = back
        cdef const uint8_t* by_steps = farthest
        cdef Py_ssize_t length = len(codes), count = len(parts.ends), place, at, first, last, most = len(farthest) - 1
        cdef bytes limits = bytes(count * widest)
        cdef uint8_t* of_spans = limits
        cdef double* told = <double*>malloc((length + 1) * sizeof(double))
        cdef double surprisal
        if told == NULL:
            raise MemoryError
        try:
            for place in range(length):
                at = place - before[place]
                told[place] = 0.0 if at < 0 else told[at] + self.steps[letters[at], letters[place]]
            for first in range(count):
                place = parts.starts[first]
                for last in range(first, min(count, first + widest)):
                    at = parts.ends[last] - 1
                    surprisal = 0.0
                    if at >= place:
                        surprisal = self.steps[self.opening, letters[place]] + told[at] - told[place]
                        surprisal += self.steps[letters[at], self.closing]
                    of_spans[first * widest + last - first] = by_steps[min(<Py_ssize_t>(surprisal * steps_in_nat), most)]
        finally:
            free(told)
        return limits


cdef class SyllableSteps:
    """See `tenlao.matching.plain_syllables.SyllableSteps`."""

    cdef dict after, phones, followed, phones_after, syllables, keys, probabilities
    cdef double bigram, unigram, of_phones, unseen, total, least

    def __init__(self, after, phones):
        self.after = {before: counts if type(counts) is dict else dict(counts) for before, counts in after.items()}
        self.phones = {before: counts if type(counts) is dict else dict(counts) for before, counts in phones.items()}
        self.followed = {before: sum(following.values()) for before, following in after.items()}
        self.phones_after = {before: sum(following.values()) for before, following in phones.items()}
        self.syllables, self.keys, self.probabilities = {}, {}, {}
        for following in after.values():
            for syllable, count in following.items():
                self.syllables[syllable] = self.syllables.get(syllable, 0) + count
        self.total = sum(self.syllables.values())
        self.bigram, self.unigram = plain_syllables.BIGRAM, plain_syllables.UNIGRAM
        self.of_phones, self.unseen = plain_syllables.PHONES, plain_syllables.UNSEEN_PHONE
        self.least = LEAST

    def told(self, str phones):
        """See `tenlao.matching.plain_syllables.SyllableSteps.told`."""
        cdef Py_ssize_t start = 0, end, length
        cdef str before = "^", syllable
        cdef double told = 0.0
        phones = phones.replace("ə", "")
        length = len(phones)
        while start < length:
            end = start  # an onset, a vowel, the second one of a diphthong, a coda
            while end < length and phones[end] not in "aɐiɯueɛoɔɤᵃᵏᵗᵖᵑⁿᵐʲʷ˙":
                end += 1
            if end < length and phones[end] in "aɐiɯueɛoɔɤ":
                end += 1
            if end < length and phones[end] == "ᵃ":
                end += 1
            if end < length and phones[end] in "ᵏᵗᵖᵑⁿᵐʲʷ˙":
                end += 1
            syllable = self.key(phones[start:end])
            start = end
            if syllable:
                told += self.step(before, syllable)
                before = syllable
        return told + self.step(before, "$")

    cdef str key(self, str syllable):
        """The coarse key of a syllable; those that were met are remembered, as names share them."""
        cdef object key = self.keys.get(syllable)
        if key is None:
            if len(self.keys) == MOST_KEYS:
                self.keys.clear()
            key = self.keys[syllable] = coarse_key(syllable)
        return key

    cdef double step(self, str before, str syllable) except? -1:
        """How surprising it is that a syllable follows another."""
        cdef dict following = self.after.get(before)
        cdef double count = 0.0 if following is None else following.get(syllable, 0)
        cdef double likely = count + self.bigram * self.probability(syllable)
        likely /= <double>self.followed.get(before, 0) + self.bigram
        return -log(likely if likely > self.least else self.least)

    cdef double probability(self, str syllable) except? -1:
        """How probable a syllable is, whatever is before it; those that were met are remembered."""
        cdef object known = self.probabilities.get(syllable)
        cdef double likely
        if known is not None:
            return known
        likely = self.probability_by_phones(syllable)
        if len(self.probabilities) == MOST_KEYS:
            self.probabilities.clear()
        self.probabilities[syllable] = likely
        return likely

    cdef double probability_by_phones(self, str syllable) except? -1:
        cdef double of_phones = 1.0, likely
        cdef str before = "^", phone
        cdef dict following
        for phone in syllable + "$":
            following = self.phones.get(before)
            likely = 0.0 if following is None else following.get(phone, 0)
            likely += self.of_phones * self.unseen
            of_phones *= likely / (<double>self.phones_after.get(before, 0) + self.of_phones)
            before = phone
        return (<double>self.syllables.get(syllable, 0) + self.unigram * of_phones) / (self.total + self.unigram)


cdef class Parting:
    """See `tenlao.matching.plain_search.Parting`."""

    cdef double[:, ::1] substitution
    cdef double[::1] omission
    cdef Codes codes

    def __init__(self, costs, double unit):
        cdef Py_ssize_t letters = len(costs.omission), a, b
        self.substitution = cython.view.array((letters, letters), sizeof(double), "d")
        self.omission = cython.view.array((letters,), sizeof(double), "d")
        for a in range(letters):
            self.omission[a] = costs.omission[a] / unit
            for b in range(letters):
                self.substitution[a, b] = costs.substitution[a * letters + b] / unit
        self.codes = Codes(costs.letters)

    def parted(self, str heard, str known, lengths):
        """See `tenlao.matching.plain_search.Parting.parted`."""
        cdef bytes heard_codes = self.codes.of(heard), known_codes = self.codes.of(known)
        cdef const uint8_t* a = heard_codes
        cdef const uint8_t* b = known_codes
        cdef Py_ssize_t size_a = len(heard_codes), size_b = len(known_codes)
        cdef Py_ssize_t start = 0, end_a = size_a, end_b = size_b, i, j, width, steps = 0, number = 0, left
        cdef Py_ssize_t a_at, a_from, b_at, b_from
        while start < end_a and start < end_b and a[start] == b[start]:
            start += 1
        while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
            end_a, end_b = end_a - 1, end_b - 1
        a, b = a + start, b + start
        cdef Py_ssize_t n = end_a - start, m = end_b - start
        width = m + 1
        cdef double* rows = <double*>malloc((n + 1) * width * sizeof(double) + (n + m + 1) * (sizeof(double) + 1))
        cdef double* step_costs = rows + (n + 1) * width
        cdef uint8_t* kinds = <uint8_t*>(step_costs + n + m + 1)
        cdef double cheapest, other, cost = 0.0
        cdef int kind
        cdef double* row
        cdef double* above
        if rows == NULL:
            raise MemoryError
        try:
            rows[0] = 0.0
            for j in range(m):
                rows[j + 1] = rows[j] + self.omission[b[j]]
            for i in range(n):
                above, row = rows + i * width, rows + (i + 1) * width
                row[0] = above[0] + self.omission[a[i]]
                for j in range(m):
                    cheapest = above[j] + self.substitution[a[i], b[j]]
                    other = above[j + 1] + self.omission[a[i]]
                    if other < cheapest:
                        cheapest = other
                    other = row[j] + self.omission[b[j]]
                    if other < cheapest:
                        cheapest = other
                    row[j + 1] = cheapest
            i, j = n, m
            while i or j:  # 1: both, 2: what was heard alone, 3: what is known alone
                cheapest = rows[i * width + j]
                if i and j and cheapest == rows[(i - 1) * width + j - 1] + self.substitution[a[i - 1], b[j - 1]]:
                    i, j = i - 1, j - 1
                    kinds[steps], step_costs[steps] = 1, self.substitution[a[i], b[j]]
                elif i and cheapest == rows[(i - 1) * width + j] + self.omission[a[i - 1]]:
                    i -= 1
                    kinds[steps], step_costs[steps] = 2, self.omission[a[i]]
                else:
                    j -= 1
                    kinds[steps], step_costs[steps] = 3, self.omission[b[j]]
                steps += 1
            parts = []
            a_at = a_from = b_at = b_from = 0
            left = lengths[0]
            for i in range(start + steps + size_a - end_a):
                kind = 1
                other = 0.0
                if start <= i < start + steps:
                    j = start + steps - 1 - i
                    kind, other = kinds[j], step_costs[j]
                if kind != 2 and not left:
                    parts.append(tuple.__new__(Difference, (heard[a_from:a_at], known[b_from:b_at], cost)))
                    number += 1
                    a_from, b_from, cost, left = a_at, b_at, 0.0, lengths[number]
                a_at += kind != 3
                cost += other
                if kind != 2:
                    b_at, left = b_at + 1, left - 1
            while number < len(lengths):
                b_at = b_from + <Py_ssize_t>lengths[number]
                parts.append(tuple.__new__(Difference, (heard[a_from:a_at], known[b_from:b_at], cost)))
                a_from, b_from, cost = a_at, b_at, 0.0
                number += 1
            return tuple(parts)
        finally:
            free(rows)
