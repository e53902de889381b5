from tenlao.matching.plain_search import Parting as Parting
from tenlao.matching.plain_search import PhoneSteps as PhoneSteps
from tenlao.matching.plain_search import Search as Search
from tenlao.matching.plain_search import trie_of as trie_of
