"""The models of the shared components; each file holds one concept."""

from cms_core.models.addresses import FormerAddress, MovedPrefix
from cms_core.models.citations import Citation, DocumentKey, UnreadText, ValidityProposal
from cms_core.models.entries import ColumnPlace, Entry, EntryCount
from cms_core.models.logins import LoginFailure
from cms_core.models.media import Attachment, Picture, Rendition
from cms_core.models.organisations import DocumentPrefix, Organisation, OrganisationName
from cms_core.models.pages.article import ArticlePage
from cms_core.models.pages.branch import BranchPage
from cms_core.models.pages.column import ColumnPage
from cms_core.models.pages.document import DocumentPage
from cms_core.models.pages.home import HomePage
from cms_core.models.pages.topic import TopicPage
from cms_core.models.review import ReviewTask
from cms_core.models.search import Unindexed
from cms_core.models.search_admin import Unlisted
from cms_core.models.search_counts import SearchClick, SearchCount
from cms_core.models.search_kept import SearchKept
from cms_core.models.search_promotions import SearchPromotion
from cms_core.models.search_synonyms import SynonymGroup, SynonymWord
from cms_core.models.serials import IndexSerial
from cms_core.models.workers import RegularJob, WorkerPresence

__all__ = [
    "ArticlePage",
    "Attachment",
    "BranchPage",
    "Citation",
    "ColumnPage",
    "ColumnPlace",
    "DocumentKey",
    "DocumentPage",
    "DocumentPrefix",
    "Entry",
    "EntryCount",
    "FormerAddress",
    "HomePage",
    "IndexSerial",
    "LoginFailure",
    "MovedPrefix",
    "Organisation",
    "OrganisationName",
    "Picture",
    "RegularJob",
    "Rendition",
    "ReviewTask",
    "SearchClick",
    "SearchCount",
    "SearchKept",
    "SearchPromotion",
    "SynonymGroup",
    "SynonymWord",
    "TopicPage",
    "Unindexed",
    "Unlisted",
    "UnreadText",
    "ValidityProposal",
    "WorkerPresence",
]
