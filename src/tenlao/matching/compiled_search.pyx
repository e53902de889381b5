# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The weighted search of a trie, compiled; `plain_search` says what it does and gives the same answers."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc, realloc

from tenlao.phonology.sound import columns

# What a cell holds that is not worth going on from; costs are smaller. How many cells stand around a row.
cdef enum:
    NEVER = 60000
    PAD = 2


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
    cdef const uint32_t[::1] skips, firsts, numbers
    cdef Py_ssize_t size
    cdef int deepest, letters, swap
    cdef object encoded

    def __init__(self, trie, costs, penalties):
        self.labels, self.depths = trie.labels, trie.depths
        self.skips, self.firsts, self.numbers = trie.skips, trie.firsts, trie.numbers
        self.penalties = penalties
        self.substitution, self.omission, self.classes = costs.substitution, costs.omission, costs.classes
        self.size = len(trie.labels)
        self.deepest = max(trie.depths, default=0)
        self.letters, self.swap = len(costs.omission), costs.swap
        self.encoded = costs.encoded

    def near(self, str query, int limit, int margin=-1, int changes=-1):
        """See `tenlao.matching.plain_search.Search.near`."""
        cdef bytes codes = self.encoded(query)
        cdef Py_ssize_t length = len(codes), i
        cdef Findings found = Findings(NULL, 0, 0)
        cdef bytes back = b"\1" * length
        cdef const uint8_t* steps = back
        cdef const uint8_t* letters = codes
        cdef uint32_t end = <uint32_t>length
        cdef int lowered = limit
        cdef bint done = True
        if not length or limit <= 0 or length > self.deepest + limit:
            return []
        with nogil:
            if 0 < margin < limit:  # most queries are near something, and then the others need not be looked for
                lowered = margin
                done = self.walk(letters, steps, length, &end, 1, 1, &lowered, margin, changes, 0, &found)
                for i in range(found.count):
                    if <int>found.items[i].cost + margin < limit:
                        limit = found.items[i].cost + margin
                found.count = 0
                lowered = limit
            if done:
                done = self.walk(letters, steps, length, &end, 1, 1, &lowered, margin, changes, 0, &found)
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

    def spans(self, parts, int widest, int limit, int changes=-1):
        """See `tenlao.matching.plain_search.Search.spans`."""
        in_columns = columns(parts)
        cdef bytes codes = self.encoded(in_columns.phones)
        cdef bytes back = in_columns.steps
        cdef const uint8_t* letters = codes
        cdef const uint8_t* steps = back
        cdef Py_ssize_t count = len(in_columns.ends), i, first, last, length
        cdef Findings found = Findings(NULL, 0, 0)
        cdef uint32_t* ends = <uint32_t*>malloc((2 * count + 1) * sizeof(uint32_t))
        cdef uint32_t* starts = ends + count
        cdef bint done = True
        cdef int lowered
        if ends == NULL:
            raise MemoryError
        try:
            for i in range(count):
                ends[i], starts[i] = in_columns.ends[i], in_columns.starts[i]
            with nogil:
                for first in range(count):
                    last = first
                    while last < count and last < first + widest and ends[last] - starts[first] <= <uint32_t>(self.deepest + limit):
                        last += 1
                    if last == first:
                        continue
                    lowered = limit
                    done = self.walk(
                        letters + starts[first], steps + starts[first], ends[last - 1] - starts[first],
                        ends + first, last - first, starts[first] + 1, &lowered, -1, changes, first, &found,
                    )
                    if not done:
                        break
            if not done:
                raise MemoryError
            answers = [
                (found.items[i].first, found.items[i].last, found.items[i].cost, found.items[i].number)
                for i in range(found.count)
            ]
        finally:
            free(ends)
            free(found.items)
        answers.sort()
        return answers

    cdef bint walk(
        self, const uint8_t* query, const uint8_t* steps, Py_ssize_t length, const uint32_t* ends,
        Py_ssize_t count, uint32_t offset, int* limit, int margin, int changes, uint32_t first, Findings* found,
    ) noexcept nogil:
        """Find what is near the beginnings of a query that end where ends say; tell whether the memory sufficed.

        The columns count from 1; the ends count from an offset less 1.
        """
        cdef Py_ssize_t width = length + 1 + 2 * PAD, levels = self.deepest + 1, size = levels * width
        # All in one piece: numbers for each level; a row; rows of costs and of changes; bytes for each level; a query.
        cdef Py_ssize_t* lows = <Py_ssize_t*>malloc(
            3 * levels * sizeof(Py_ssize_t) + 3 * size + 2 * levels + 5 * (length + 1)
        )
        cdef Py_ssize_t* highs = lows + levels
        cdef Py_ssize_t* computed = highs + levels
        cdef uint32_t* one_row = <uint32_t*>(computed + levels)
        cdef uint16_t* rows = <uint16_t*>(one_row + length + 1)
        cdef uint8_t* changed = <uint8_t*>(rows + size)
        cdef uint8_t* path = changed + size
        cdef uint8_t* consonants = path + levels  # which row of changes is that of a level
        cdef uint8_t* heard = consonants + levels
        cdef Py_ssize_t node = 0, j, b, low, high, upto, depth, at, k
        cdef uint16_t *row
        cdef uint16_t *above
        cdef uint8_t *fewest
        cdef uint8_t *fewest_above
        cdef const uint8_t* substitution
        cdef uint32_t number, total
        cdef int cost, other, omitted, least, letter, kind
        cdef bint alive
        if lows == NULL:
            return False
        row = rows + PAD
        rows[0] = rows[1] = NEVER
        row[0] = 0
        high = 0
        for j in range(1, length + 1):
            cost = row[j - steps[j - 1]] + self.omission[query[j - 1]]
            row[j] = cost if cost < limit[0] else NEVER
            if cost < limit[0]:
                high = j
        row[length + 1] = row[length + 2] = NEVER
        lows[0], highs[0], computed[0] = 0, high, length
        consonants[0] = 0
        if changes >= 0:
            fewest = changed + PAD
            fewest[0] = 0
            for j in range(1, length + 1):
                b = j - steps[j - 1]
                fewest[j] = min(fewest[b] + (self.classes[query[j - 1]] != 0), 200)
        while node < self.size:
            depth, letter = self.depths[node], self.labels[node]
            path[depth] = letter
            if changes >= 0:
                kind = self.classes[letter]
                consonants[depth] = consonants[depth - 1] + (kind != 0)
                if kind:
                    fewest_above = changed + consonants[depth - 1] * width + PAD
                    fewest = changed + consonants[depth] * width + PAD
                    fewest[0] = min(fewest_above[0] + 1, 200)
                    least = fewest[0]
                    for j in range(1, length + 1):
                        b = j - steps[j - 1]
                        if self.classes[query[j - 1]]:
                            cost = fewest_above[b] + (self.classes[query[j - 1]] != kind)
                            other = fewest_above[j] + 1
                            if other < cost:
                                cost = other
                            other = fewest[b] + 1
                            if other < cost:
                                cost = other
                            fewest[j] = min(cost, 200)
                        else:
                            fewest[j] = fewest[b]
                        if fewest[j] < least:
                            least = fewest[j]
                    if least > changes:
                        node = self.skips[node]
                        continue
            above = rows + (depth - 1) * width + PAD
            row = rows + depth * width + PAD
            substitution = &self.substitution[letter * self.letters]
            omitted = self.omission[letter]
            low, upto = lows[depth - 1], computed[depth - 1]
            row[low - 1] = row[low - 2] = NEVER
            alive = False
            high = low
            j = low
            while j <= length:
                cost = NEVER
                if j <= upto:
                    cost = above[j] + omitted
                if j:
                    b = j - steps[j - 1]
                    if b <= upto:
                        other = above[b] + substitution[query[j - 1]]
                        if other < cost:
                            cost = other
                    other = row[b] + self.omission[query[j - 1]]
                    if other < cost:
                        cost = other
                    if self.swap and depth > 1 and j > 1 and path[depth - 1] == query[j - 1] and letter == query[j - 2]:
                        if lows[depth - 2] <= j - 2 <= computed[depth - 2]:
                            other = rows[(depth - 2) * width + PAD + j - 2] + self.swap
                            if other < cost:
                                cost = other
                if cost < limit[0]:
                    row[j] = cost
                    if not alive:
                        low, alive = j, True
                    high = j
                else:
                    row[j] = NEVER
                    if j > upto + 2 and row[j - 1] == NEVER and row[j - 2] == NEVER:
                        break
                j += 1
            if not alive:
                node = self.skips[node]
                continue
            lows[depth], highs[depth], computed[depth] = low, high, min(j, length)
            for number in range(self.firsts[node], self.firsts[node + 1]):
                for k in range(count):
                    at = ends[k] - offset + 1
                    if low <= at <= high and row[at] != NEVER:
                        if changes >= 0 and changed[consonants[depth] * width + PAD + at] > changes:
                            continue
                        cost = row[at]
                        if not self.swap:
                            b = length
                            j = at
                            while j:
                                b -= 1
                                heard[b] = query[j - 1]
                                j -= steps[j - 1]
                            cost = self.apart(heard + b, length - b, path + 1, depth, one_row)
                        total = cost + self.penalties[self.numbers[number]]
                        if <int>total >= limit[0]:
                            continue
                        if not add(found, first, first + k + 1, total, self.numbers[number]):
                            free(lows)
                            return False
                        if margin >= 0 and <int>total + margin < limit[0]:
                            limit[0] = total + margin
            node += 1
        free(lows)
        return True

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
