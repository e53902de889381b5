# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The weighted search of a trie, compiled; `plain_search` says what it does and gives the same answers."""

cimport cython
from cpython cimport array
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memset

from array import array as array_of

from tenlao.matching.trie import LONGEST, Trie

# What a cell holds that is not worth going on from; how many cells stand around a row; the greatest limit.
cdef enum:
    NEVER = 60000
    PAD = 2
    MOST = 30000


def trie_of(strings, encoded):
    """See `tenlao.matching.trie.trie_of`."""
    numbers = array_of("I", sorted([n for n, s in enumerate(strings) if 0 < len(s) <= LONGEST], key=strings.__getitem__))
    cdef Py_ssize_t most = sum([len(strings[n]) for n in numbers])  # nodes
    cdef bytearray labels = bytearray(most), depths = bytearray(most)
    cdef array.array skips = array_of("I", bytes(4 * most)), firsts = array_of("I", bytes(4 * most + 4))
    cdef uint8_t[::1] label = labels, depth = depths
    cdef uint32_t[::1] skip = skips, first = firsts
    cdef uint32_t open_nodes[256]
    cdef bytes before = b"", string
    cdef const uint8_t* letters
    cdef const uint8_t* letters_before
    cdef uint32_t node = 0, number = 0
    cdef Py_ssize_t shared, length, length_before = 0, at
    for place in numbers:
        string = encoded(strings[place])
        letters, letters_before, length = string, before, len(string)
        shared = 0
        while shared < length and shared < length_before and letters[shared] == letters_before[shared]:
            shared += 1
        if shared < length or length < length_before:
            for at in range(shared, length_before):
                skip[open_nodes[at]] = node
            for at in range(shared, length):
                label[node], depth[node], first[node] = letters[at], <uint8_t>(at + 1), number
                open_nodes[at] = node
                node += 1
            before, length_before = string, length
        number += 1
    for at in range(length_before):
        skip[open_nodes[at]] = node
    first[node] = number
    return Trie(bytes(labels[:node]), bytes(depths[:node]), skips[:node], firsts[: node + 1], numbers)


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

    walks = True

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
        limit = min(limit, MOST)
        cdef Findings found = Findings(NULL, 0, 0)
        cdef const uint8_t* letters = codes
        cdef uint32_t end = <uint32_t>length
        cdef int lowered
        cdef bint done = True
        lowered = limit
        if not length or limit <= 0 or length > self.deepest + limit or not self.size:
            return []
        with nogil:
            if 0 < margin < limit:  # most queries are near something, and then the others need not be looked for
                lowered = margin
                done = self.walk(letters, NULL, length, &end, 1, 1, &lowered, 0, changes, NULL, False, &found)
                if found.count and lowered + margin < limit:
                    limit = lowered + margin
                found.count = 0
                lowered = limit
            if done:
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

    def spans(self, parts, int widest, int limit, bytes alone, bytes limits=None):
        """See `tenlao.matching.plain_search.Search.spans`."""
        limit = min(limit, MOST)
        cdef const uint8_t* of_spans = NULL
        if limits is not None:
            of_spans = limits
        cdef bytes codes = self.encoded(parts.phones)
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
                    done = self.walk(
                        letters + starts[first], steps + starts[first] if steps else NULL, ends[last - 1] - starts[first],
                        ends + least, last - least, starts[first] + 1, &lowered, -1,
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
            4 * levels * sizeof(Py_ssize_t) + 3 * size + 2 * levels + 5 * (length + 1)
        )
        cdef Py_ssize_t* highs = lows + levels
        cdef Py_ssize_t* begins = highs + levels
        cdef Py_ssize_t* finishes = begins + levels
        cdef uint32_t* one_row = <uint32_t*>(finishes + levels)
        cdef uint16_t* rows = <uint16_t*>(one_row + length + 1)
        cdef uint8_t* changed = <uint8_t*>(rows + size)
        cdef uint8_t* path = changed + size
        cdef uint8_t* consonants = path + levels  # which row of changes is that of a level
        cdef uint8_t* heard = consonants + levels
        cdef const uint8_t* labels = &self.labels[0]
        cdef const uint8_t* depths = &self.depths[0]
        cdef const uint32_t* skips = &self.skips[0]
        cdef const uint32_t* firsts = &self.firsts[0]
        cdef const uint8_t* omission = &self.omission[0]
        cdef const uint8_t* classes = &self.classes[0]
        cdef Py_ssize_t node = 0, nodes = self.size, j, b, low, high, upto, depth, at, k, end
        cdef uint16_t* row
        cdef uint16_t* above
        cdef uint8_t* fewest
        cdef const uint8_t* substitution
        cdef uint32_t number, total
        cdef int cost, other, omitted, least, letter, kind, nearer = limit[0], diagonal, left, swap = self.swap
        if lows == NULL:
            return False
        row = rows + PAD
        rows[0] = rows[1] = NEVER
        row[0] = 0
        high = 0
        for j in range(1, length + 1):
            cost = row[j - (steps[j - 1] if steps else 1)] + omission[query[j - 1]]
            row[j] = cost if cost < NEVER else NEVER
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
            consonants[depth] = consonants[depth - 1] + (classes[letter] != 0)
            if changes == 0 and classes[letter] and not self.alike(
                classes[letter], query, steps, changed, consonants[depth - 1], consonants[depth], width, begins, finishes, changes
            ):
                node = skips[node]
                continue
            above = rows + (depth - 1) * width + PAD
            row = rows + depth * width + PAD
            substitution = &self.substitution[letter * self.letters]
            omitted = omission[letter]
            low, upto = lows[depth - 1], highs[depth - 1]
            row[low - 1] = row[low - 2] = NEVER
            least = NEVER
            j = low
            if not low:
                least = row[0] = above[0] + omitted
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
                    cost = other if other < cost else cost
                    if swap and depth > 1 and j > 1 and letter == query[j - 2] and path[depth - 1] == query[j - 1]:
                        if lows[depth - 2] <= j - 2 <= highs[depth - 2]:
                            other = rows[(depth - 2) * width + PAD + j - 2] + swap
                            cost = other if other < cost else cost
                    cost = cost if cost < NEVER else NEVER
                    least = cost if cost < least else least
                    row[j] = left = cost
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
                    cost = cost if cost < NEVER else NEVER
                    least = cost if cost < least else least
                    row[j] = cost
                    if j > upto + 2 and row[j - 1] >= nearer and cost >= nearer:
                        j += 1
                        break
                    j += 1
            if least >= nearer or changes > 0 and classes[letter] and not self.alike(
                classes[letter], query, steps, changed, consonants[depth - 1], consonants[depth], width, begins, finishes, changes
            ):
                node = skips[node]
                continue
            high = j - 1
            while row[low] >= nearer:
                low += 1
            while row[high] >= nearer:
                high -= 1
            # Two cells on each side are what the next row sees of what is not worth going on from.
            row[low - 1] = row[low - 2] = row[high + 1] = row[high + 2] = NEVER
            lows[depth], highs[depth] = low, high
            for number in range(firsts[node], firsts[node + 1]):
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
                        if not swap:
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
    cdef object encoded

    def __init__(self, costs, steps, double unseen):
        letters = costs.letters + "^$"
        cdef Py_ssize_t count = len(letters), a, b
        cdef double step
        self.opening, self.closing, self.encoded = count - 2, count - 1, costs.encoded
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
        cdef bytes codes = self.encoded(phones)
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
        cdef bytes codes = self.encoded(parts.phones), back = parts.steps
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


cdef class Parting:
    """See `tenlao.matching.plain_search.Parting`."""

    cdef double[:, ::1] substitution
    cdef double[::1] omission
    cdef object encoded

    def __init__(self, costs, double unit):
        cdef Py_ssize_t letters = len(costs.omission), a, b
        self.substitution = cython.view.array((letters, letters), sizeof(double), "d")
        self.omission = cython.view.array((letters,), sizeof(double), "d")
        for a in range(letters):
            self.omission[a] = costs.omission[a] / unit
            for b in range(letters):
                self.substitution[a, b] = costs.substitution[a * letters + b] / unit
        self.encoded = costs.encoded

    def parted(self, str heard, str known, lengths):
        """See `tenlao.matching.plain_search.Parting.parted`."""
        cdef bytes heard_codes = self.encoded(heard), known_codes = self.encoded(known)
        cdef const uint8_t* a = heard_codes
        cdef const uint8_t* b = known_codes
        cdef Py_ssize_t size_a = len(heard_codes), size_b = len(known_codes)
        cdef Py_ssize_t start = 0, end_a = size_a, end_b = size_b, i, j, width, steps = 0, number = 0, left, count
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
            count, left = 0, lengths[0]
            for i in range(start + steps + size_a - end_a):
                kind = 1
                other = 0.0
                if start <= i < start + steps:
                    j = start + steps - 1 - i
                    kind, other = kinds[j], step_costs[j]
                if kind != 2 and not left:
                    parts.append((count, cost))
                    number += 1
                    count, cost, left = 0, 0.0, lengths[number]
                count += kind != 3
                cost += other
                left -= kind != 2
            parts.append((count, cost))
            parts += [(0, 0.0)] * (len(lengths) - len(parts))
            return parts
        finally:
            free(rows)
