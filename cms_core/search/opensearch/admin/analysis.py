"""The analysers of the admin's indices: here the server makes the tokens, with our tables of characters.

The folding comes from `analysis.characters`, character by character, for all writing that Chinese texts have; case and
accents of Latin letters are the server's own filters. Then overlapping pairs; beside them, in the index, each character
alone, for a question of one character.
"""

import re
from functools import cache

from cms_core.search.analysis.characters import CJK, SILENT, fold_character

# Radicals, CJK punctuation, Chinese, compatibility forms, full and half width, extensions of Chinese.
BLOCKS = (
    (0x2E80, 0x2FE0),
    (0x3001, 0x3040),
    (0x3400, 0xA000),
    (0xF900, 0xFB00),
    (0xFE30, 0xFE70),
    (0xFF01, 0xFFE0),
    (0x20000, 0x323B0),
)
UNSAFE = re.compile(r"[\s=>\\]")
BMP_CJK = CJK.split("\ue000")[0]


@cache
def rules() -> tuple[str, ...]:
    """For a `mapping` character filter. What becomes a blank or a sign of the rules themselves is left as it is: the
    server's tokenizer parts at it anyway."""
    characters = [chr(code) for first, end in BLOCKS for code in range(first, end)]
    folded = {one: fold_character(one) for one in [*sorted(SILENT), *"()[]{}○◯", *characters]}
    return tuple(f"{one}=>{other}" for one, other in folded.items() if one != other and not UNSAFE.search(other))


def settings() -> dict:
    """To be laid over those of Wagtail's backend; `default` and `default_search` are for every text field."""
    folding = {"tokenizer": "standard", "char_filter": ["set_type", "folding"]}
    asked = {"type": "custom", **folding, "filter": ["lowercase", "asciifolding", "pairs"]}
    written = {"type": "custom", **folding, "filter": ["lowercase", "asciifolding", "pairs_and_characters"]}
    return {
        "settings": {
            "analysis": {
                "char_filter": {
                    "set_type": {
                        "type": "pattern_replace",
                        "pattern": f"(?<=[{BMP_CJK}])[ \u3000]+(?=[{BMP_CJK}])",
                        "replacement": "",
                    },
                    "folding": {"type": "mapping", "mappings": list(rules())},
                },
                "filter": {
                    "pairs": {"type": "cjk_bigram"},
                    "pairs_and_characters": {"type": "cjk_bigram", "output_unigrams": True},
                },
                "analyzer": {"default": written, "default_search": asked, "edgengram_analyzer": written},
            }
        }
    }
