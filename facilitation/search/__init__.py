"""Search: one way of reading texts for all languages and databases, and what fits best among what someone may see."""

from facilitation.search.finding import Filters as Filters
from facilitation.search.finding import Found as Found
from facilitation.search.finding import Hit as Hit
from facilitation.search.finding import Sight as Sight
from facilitation.search.finding import find as find
from facilitation.search.finding import similar as similar
from facilitation.search.index import Text as Text
from facilitation.search.index import drop as drop
from facilitation.search.index import drop_all as drop_all
from facilitation.search.index import keep as keep
from facilitation.search.index import keep_all as keep_all
from storage.search import Audience as Audience
from storage.search import Kind as Kind
