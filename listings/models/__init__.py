"""The tables of the lists."""

from listings.models.adjustments import Adjustment, AdjustmentLine
from listings.models.bases import ItemBasis
from listings.models.basic import BasicVersion
from listings.models.cells import Cell
from listings.models.column_mappings import ColumnMapping
from listings.models.followed_days import FollowedDay
from listings.models.funds import FundVersion
from listings.models.items import Item
from listings.models.listed import Listed
from listings.models.listings import Announcing, Listing
from listings.models.negative import NegativeVersion
from listings.models.pairs import Pair
from listings.models.power import PowerVersion
from listings.models.records import Record
from listings.models.responsibility import ResponsibilityVersion
from listings.models.todos import Todo, TodoKind, TodoState
from listings.models.uploads import Outcome, Upload, UploadRow, UploadState
from listings.models.versions import FOREVER, ItemVersion

__all__ = [
    "FOREVER",
    "Adjustment",
    "AdjustmentLine",
    "Announcing",
    "BasicVersion",
    "Cell",
    "ColumnMapping",
    "FollowedDay",
    "FundVersion",
    "Item",
    "ItemBasis",
    "ItemVersion",
    "Listed",
    "Listing",
    "NegativeVersion",
    "Outcome",
    "Pair",
    "PowerVersion",
    "Record",
    "ResponsibilityVersion",
    "Todo",
    "TodoKind",
    "TodoState",
    "Upload",
    "UploadRow",
    "UploadState",
]
