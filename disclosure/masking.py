"""脱敏: how numbers, names and addresses of persons are shown where they must be shown at all (standards 9.3).

Every function takes anything and gives something that may be seen: what has no known form loses all but its ends.
"""

import re
import unicodedata

from disclosure.identity import birthday, check_digit

# 复姓.
COMPOUND = frozenset(
    """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台
    皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘
    子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐
    段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚
    左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚
    褚师
    """.split()  # noqa: SIM905
)
# Full-width digits, letters and signs; punctuation of the sentence stays as it is.
WIDE = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code) in "＠．－＋＿"
}
IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})(?:\d{8}\d{3}[0-9Xx]|\d{9})(?![0-9A-Za-z])")
CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
EIGHTEEN = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
BANK_CARD = re.compile(r"(?<!\d)(62\d{10,13})(\d{4})(?!\d)")
# 省, 市, 县 and the town are kept: what follows tells where somebody lives.
ADDRESS = re.compile(
    r"^((?:[^\s省]{2,8}省|[^\s区]{2,8}自治区)?(?:[^\s市州盟]{2,10}(?:市|自治州|盟|地区))?"
    r"(?:[^\s县区市旗]{1,10}(?:自治县|县|区|市|旗))?(?:[^\s乡镇]{1,8}(?:街道|镇|乡))?)"
)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", str(text or "")).strip()


def identity(number: str) -> str:
    """330122199001011234 → 330122********1234; other documents keep the first and the last two."""
    number = re.sub(r"[\s-]", "", plain(number))
    if re.fullmatch(r"\d{17}[\dXx]|\d{15}", number):
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    return ends(number, 2)


def phone(number: str) -> str:
    """13812345678 → 138****5678; a land line keeps its area code and the last two."""
    number = plain(number)
    digits = re.sub(r"\D", "", number)
    mobile = digits.removeprefix("86") if len(digits) == 13 else digits
    if re.fullmatch(r"1[3-9]\d{9}", mobile):
        return f"{mobile[:3]}****{mobile[-4:]}"
    area, dash, rest = number.rpartition("-")
    return f"{area}{dash}{'*' * max(0, len(rest) - 2)}{rest[-2:]}" if dash and len(rest) > 4 else ends(digits, 2)


def name(text: str) -> str:
    """张三 → 张*, 欧阳小明 → 欧阳**, 阿卜杜拉·买买提 → 阿***·***, John Smith → J*** S****."""
    text = plain(text)
    if re.search(r"[A-Za-z]", text) and text.isascii():
        return " ".join(word[0] + "*" * (len(word) - 1) for word in text.split())
    text = "".join(text.split())
    if len(text) < 2:
        return "*" * len(text)
    kept = 2 if len(text) > 2 and text[:2] in COMPOUND else 1
    return text[:kept] + "".join(char if char in "·•." else "*" for char in text[kept:])


def email(address: str) -> str:
    """zhangsan@example.cn → z*****@example.cn."""
    before, at, host = plain(address).rpartition("@")
    return f"{before[:1]}*****@{host}" if at and before else ends(host, 1)


def address(text: str) -> str:
    """浙江省杭州市桐庐县城南街道迎春南路1号 → 浙江省杭州市桐庐县城南街道****."""
    text = "".join(plain(text).split())
    found = ADDRESS.match(text)
    kept = found[1] if found else ""
    return f"{kept}****" if text else ""


def ends(text: str, kept: int) -> str:
    """The first and last `kept` characters of what is long enough for that, else nothing of it."""
    if len(text) <= 3 * kept:
        return "*" * len(text)
    return text[:kept] + "*" * (len(text) - 2 * kept) + text[-kept:]


def masked_text(text: str) -> str:
    """Free text with the numbers in it masked: identity cards, mobiles, bank cards, mail addresses.

    For messages and logs that quote somebody. Names and addresses in running text are not found: do not quote it.
    """
    text = str(text or "").translate(WIDE)
    text = IDENTITY.sub(lambda found: identity(found[0]), text)
    text = MOBILE.sub(r"\1****\3", text)
    text = BANK_CARD.sub(lambda found: "*" * len(found[1]) + found[2], text)
    return EMAIL.sub(lambda found: email(found[0]), text)


def number_of_person(text: str) -> str:
    """What kind of number of a person stands in it, for tables that may hold none; "" for none.

    A project's code has as many digits as an identity card: only what has its birthday and check digit is one.
    """
    compact = re.sub(r"(?<=\d)[\s-](?=\d)", "", text)
    for number in EIGHTEEN.findall(compact):
        if birthday(number) and number[17].upper() == check_digit(number[:17]):
            return "居民身份证号码"
    if MOBILE.search(compact):
        return "手机号码"
    return "银行卡号" if BANK_CARD.search(compact) else ""
