from tenlao.matching.plain_search import Parting as Parting
from tenlao.matching.plain_search import PhoneSteps as PhoneSteps
from tenlao.matching.plain_search import Search as Search
from tenlao.matching.plain_search import SyllableSteps as SyllableSteps
from tenlao.matching.plain_search import give_back as give_back
from tenlao.matching.plain_search import grouped as grouped
from tenlao.matching.plain_search import in_order as in_order
from tenlao.matching.plain_search import trie_of as trie_of
