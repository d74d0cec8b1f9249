"""What a text does with a document it mentions: 依据, 修改, 废止, 解读, 转发, or only 引用."""

import re

from cms_core.citations.find.cues import pattern
from cms_core.citations.find.days import effective_day
from cms_core.citations.find.found import Kind
from cms_core.citations.find.sentences import CITED, MENTION, Surroundings

REPEAL, AMEND = pattern("kinds", "repeal").pattern, pattern("kinds", "amend").pattern
# 自本办法施行之日起, 于2015年1月1日: says when, not what.
WHEN = re.compile(r"(?:自|从|于|在)[^,;]{0,30}?(?:之日起?|日起?|起|后|时)|(?:施行|实施|生效|执行)(?:之日起|后|时)")
OTHER_DEEDS = re.compile(r"施行|实施|生效|执行|适用|办理|处罚|抵触|不一致|制定|申请|为准|不再|应当")
ROW_BACKWARDS = re.compile(rf"(?:[、和与及或并以\s]{{0,6}}{MENTION.pattern})*")
ROW = re.compile(r"^\s*(?:[、,;:和与及或\s]|以及|并)")
TO_REPEAL = re.compile(
    r"^(?:文件?)?(?:(?:已|因|由于)[^,;]{2,40},)?[、,\s]*(?:等[^,;]{0,24}?)?[,\s]*(?:同时|即行|予以|相应|一并|即|均|也|亦|已经?|现|全部|决定|自行|宣布|自动|全文|起)*$"
)
# 废止后, 废止的决定: no verb that governs what follows.
AFTER_REPEALED = re.compile(r"的|后|之|或|、|和|与|同|依|根据|按|违反|不")
# 《…》废止前已受理的: told, not done.
REPEALED = re.compile(rf"(?:{REPEAL})(?!之?[前后]|时)")
# 不再执行《…》中的限制.
PART_OF = re.compile(r"中|[^,;]{0,10}(?:不一致|抵触|不符)|第[^,;]{1,8}[条款项章]|的?有关")
IN_PART = re.compile(
    r"^[、,]?(?:中)?的?(?:第[^,;]{1,40}?[条款项章](?:[、和及与]第[^,;、]{1,12}?[条款项章])*|(?:有关|关于|部分)[^,;]{1,30}?|[^,;]{1,24}?(?:规定|条款|内容))"
)
ARTICLE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]{1,3}款)?"
    r"(?:第\(?[一二三四五六七八九十\d]{1,3}\)?项)?"
)
ARTICLES = re.compile(rf"{ARTICLE.pattern}(?:[、,和及与]{{1,2}}{ARTICLE.pattern})*")
CHANGES = re.compile(rf"(?:{AMEND})(?!后|的|本|前|案|权|程序|完善)")
# 对《…》作如下修改, 对《…》进行修改; 将《…》第三条修改为.
HANDED = re.compile(r"(?:对|将|把|就)[^,;]{0,40}$")
TAKES_OUT = re.compile(r"(?:删去|删除|修改)$")
MAKES_CHANGE = re.compile(
    r"^(?:的|中)?(?:部分|有关|个别)?(?:条款|内容|条文|规定)?(?:作|做|进行|作出|予以|修改|修正|修订|删|增)"
)
DECIDES = re.compile(r"(?:决定|同意|通过|关于|批准)[^,;]{0,20}(?:修改|修正|修订)(?!后)[^,;]{0,20}$")
BASIS = re.compile(rf"(?:{pattern('kinds', 'basis').pattern})(?![时期月年季揭钮规比])|依(?={CITED})")
NO_BASIS = re.compile(r"违反|提交|填写|填报|出具|签订|编制|修订|修改|申请|取得|领取|核发|颁发|[,;:]")
PURPOSE = re.compile(
    rf"(?:为了?|旨在)[^,;:。]{{0,12}}?(?:{pattern('kinds', 'purpose').pattern})"
    r"|(?:贯彻|落实|实施|(?<=,)保障|(?<=,)保证|结合)"
)
MAKING = pattern("kinds", "making")
FORWARDS = re.compile(rf"(?:{pattern('kinds', 'forward').pattern})(?:了)?[^,;]{{0,40}}$")
FORWARDED = re.compile(r"^[^,;]{0,10}(?:转发|批转)(?:给|你|,|$)|^,?[^;]{0,60}?现(?:予以?|将[^,;]{0,20})?(?:转发|批转)")
READS = re.compile(r"(?:解读|图解|读懂)[^,;]{0,4}$")
READ = re.compile(
    r"^(?:的)?(?:政策)?(?:解读|图解|问答|起草说明|编制说明)|^(?:作|进行|作出|予以)?(?:一下|如下|以下|政策)?解读"
)
ISSUED = re.compile(
    r"^[^,;]{0,12}(?:印发|下发|发给|公布|发布|颁布|颁发)(?:给|,|$)"
    r"|^,\s{0,2}现(?:予以?)?(?:印发|公布|发布|颁布|下发)"
    r"|^(?:,|[^,;]{0,10})?(?:已|业|经)[^;]{0,90}?(?:现予?以?|予以?)(?:印发|公布|发布|颁布|施行|下发)"
)
# 制定了《…》。现印发给你们: what was made in one sentence is issued in the next.
MADE = re.compile(r"(?:制定|编制|修订|起草|拟定|形成)了?$")
ISSUED_THEN = re.compile(r"\s*现[^,;]{0,8}(?:印发|下发|公布|发布|颁布)")
MAKES_THEN = re.compile(r"\s*现(?=就|将|予|印发|公布|提出|发布|下发|作出|决定)")


def kind_of(around: Surroundings):
    """(kind, day, articles) as the words around the mention say."""
    if repeal := _repealed(around):
        return repeal
    if changed := _amended(around):
        return Kind.AMEND, effective_day(around.after), _articles(changed)
    if FORWARDS.search(_row_head(around.before)) or FORWARDED.match(around.after):
        return Kind.FORWARD, None, ()
    if READS.search(around.before) or READ.match(around.after):
        return Kind.INTERPRET, None, ()
    return (Kind.BASIS if _based(around) else Kind.REFERENCE), None, ()


def is_issued(around: Surroundings) -> bool:
    """现将《…》印发给你们, 《…》已经…同意，现予公布: the text's own other half."""
    if MADE.search(around.before) and not around.after.strip() and ISSUED_THEN.match(around.later):
        return True
    return bool(ISSUED.match(around.after)) and (
        "现将" in around.before or "现" in around.after or not around.before.strip()
    )


def _row_head(before):
    """`before` without the row of mentions that ends it: 转发□、□和 is 转发."""
    return before[: len(before) - ROW_BACKWARDS.match(before[::-1]).end()]


def _repealed(around):
    found = REPEALED.search(around.after)
    if found:
        chunks = MENTION.split(WHEN.sub("", around.after[: found.start()]))
        *row, last = chunks
        if all(_in_row(chunk) for chunk in row):
            whole = TO_REPEAL.match(last) and not OTHER_DEEDS.search(last)
            if whole:
                return Kind.REPEAL, _day(around, found), ()
            part = IN_PART.match(last)
            if part and not row and TO_REPEAL.match(last[part.end() :]) and not OTHER_DEEDS.search(last):
                return Kind.AMEND, _day(around, found), _articles(last)
    *_, last_word = re.split(REPEAL, around.before)
    if last_word != around.before and not AFTER_REPEALED.match(last_word):
        first, *row = MENTION.split(last_word)
        if len(first) <= 60 and not re.search(r"[,;]", first) and all(_in_row(chunk) for chunk in row):
            if PART_OF.match(around.after):
                return None
            return Kind.REPEAL, effective_day(around.before + around.after), ()
    return None


def _articles(words):
    """Each once; the words are half width."""
    return tuple(dict.fromkeys(article.replace("(", "（").replace(")", "）") for article in ARTICLE.findall(words)))


def _in_row(chunk):
    return (not chunk or bool(ROW.match(chunk))) and len(chunk) <= 80 and not OTHER_DEEDS.search(chunk)


def _day(around, found):
    said = effective_day(around.after[: found.end()])
    if said or "同时" not in around.after[: found.start()]:
        return said
    return effective_day(around.before) or effective_day(around.earlier)


def _amended(around):
    """The words between the mention and the change, or None."""
    after = around.after[:160]
    found = CHANGES.search(after)
    if TAKES_OUT.search(around.before) and (articles := ARTICLES.match(after)):
        return articles.group()
    head = _row_head(around.before)
    if found:
        *row, between = MENTION.split(after[: found.start()])
        handed = HANDED.search(head) and all(_in_row(chunk) for chunk in row)
        article = ARTICLE.match(between.lstrip("的中,"))
        if article and not row and not OTHER_DEEDS.search(between) and ";" not in between:
            return between
        if handed and MAKES_CHANGE.match(_after_row(between) + found.group()):
            return between or " "
    return " " if DECIDES.search(head) else None


def _after_row(chunk):
    """等5件规章作如下 is 作如下."""
    return re.sub(r"^等[^,;]{0,16}?(?=作|做|进行|予以|$)", "", chunk)


def _based(around):
    before = around.before
    cues = list(BASIS.finditer(before))
    if cues and _governs(before[cues[-1].end() :]):
        return True
    making = MAKING.search(around.after) or (MAKES_THEN.match(around.later) and MAKING.search(around.later))
    return bool(making) and any(_governs(before[cue.end() :]) for cue in PURPOSE.finditer(before))


def _governs(between):
    """Whether nothing but a row of mentions stands between a word and the mention it governs."""
    first, *row = MENTION.split(between)
    if len(first) > 50 or NO_BASIS.search(first):
        return False
    return all(not re.search(r"[;:]|,.", chunk) and len(chunk) <= 60 for chunk in row)
