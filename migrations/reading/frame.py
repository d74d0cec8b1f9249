"""What is only frame on an old page: the way to it, the buttons, the foot of the site."""

import re

from cms_core.text.folding import INVISIBLE

HERE = re.compile(r"^\s*(?:您?(?:现在|当前)?(?:的|所在)?位置(?:是|为)?|当前位置|您所在的位置|所在位置)\s*[:：]?\s*")
STEP = re.compile(r"\s*(?:>+|＞+|»|›|→|\\|/(?!\d)|-{2,}|(?<=\s)-(?=\s))\s*")
# Without 当前位置 a line is the way only if it has two separators and no step is a sentence or markup.
UNMARKED = re.compile(r"\s*[^<>＞»›→。]{1,40}(?:\s*(?:>+|＞+|»|›|→)\s*[^<>＞»›→。]{1,60}){2,}[>＞»›→\s]*")
LONGEST_WAY = 300
# A page copied as a whole begins with the menus of its site.
FIRST_LINES = 80
# Layout by blanks; a line of ten thousand of them would only cost time.
WIDE = re.compile(r"[ \u3000]{20,}")
ISSUE = re.compile(r"第\s*(\d{1,3})\s*[期号]\s*(?:[(（]\s*总第?\s*(\d{1,5})\s*[期号]\s*[)）])?")
YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
BUTTONS = (
    "打印|打印本页|打印此页|打印文章|关闭|关闭窗口|关闭本页|关闭页面|返回|返回顶部|返回列表|返回首页|回到顶部|收藏|收藏本页|"
    "分享|分享到|分享至|转发|复制链接|下载|全文下载|字体|大|中|小|大中小|放大|正常|缩小|默认|微信|微博|新浪微博|腾讯微博|QQ空间|"
    "QQ好友|人人网|扫一扫|我要纠错|纠错|扫一扫在手机打开当前页|用微信扫描二维码|语音播报|播放|暂停|停止|baidu|map|"
    "baidu map|百度地图|网站地图|联系我们|无障碍|进入无障碍|长者模式|上一篇|下一篇|上一条|下一条|上一页|下一页|没有了|"
    "首页|末页|登录|注册|检索|搜索"
)
BUTTON = re.compile(rf"[\s\[【〔(（|｜:：]*(?:{BUTTONS})[\s\]】〕)）|｜:：]*", re.IGNORECASE)
NEIGHBOUR = re.compile(
    r"^[\s•·]*(?:(?:上一篇|下一篇|上一条|下一条|相关链接|相关附件|相关阅读|相关解读|相关文章|相关信息|延伸阅读)\s*[:：]"
    r"|(?:相关稿件|相关链接|相关阅读|相关文章|相关新闻|相关解读|延伸阅读|友情链接)\s*$)"
)
FOOT = re.compile(
    r"^[\s•·]*(?:主办单位|主办|承办单位|承办|协办单位|技术支持|版权所有|网站标识码|网站声明|建议使用|Copyright|©|.{0,30}[\u4e00-\u9fa5]ICP备|"
    r".{0,10}公网安备|责任编辑|您是第|今日访问|联系电话|网站支持IPv6|政府网站找错"
    r"|.{0,40}(?:版权所有|浏览效果|以上分辨率|网站标识码))",
    re.IGNORECASE,
)
# 中国政府网 | 关于本网 | 网站声明: short words between bars.
MENU = re.compile(r"\s*[^|｜丨。；，\t]{1,16}(?:\s?[|｜丨][^|｜丨。；，\t]{1,16}){2,}")
COUNTERS = re.compile(r"^[\s•·【\[(（]*(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?[\s】\])）]*$")


def plain_lines(text: str) -> list[str]:
    """Lines without invisible characters; tabs stay (they part the cells of tables), empty ones are ''."""
    text = INVISIBLE.sub("", text).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = WIDE.sub(" " * 8, text)
    return [line.rstrip() if line.strip() else "" for line in text.replace("\x0c", "\n").split("\n")]


def breadcrumb_of(lines: list[str]) -> tuple[list[str], int]:
    """The steps of the way to the page, and how many of the first lines tell it."""
    for start, line in enumerate(lines[:FIRST_LINES]):
        if not line:
            continue
        marked = HERE.match(line)
        if len(line) > LONGEST_WAY or not (marked or UNMARKED.fullmatch(line)):
            continue
        end, told = start + 1, line[marked.end() :] if marked else line
        # Pasting breaks the way before a separator or after it.
        while end < len(lines) and lines[end] and (STEP.match(lines[end]) or re.search(r"[>＞»›→]\s*$", told)):
            told, end = f"{told} {lines[end].strip()}", end + 1
        if not told.strip() and end < len(lines):
            told, end = lines[end], end + 1
        steps = [step.strip() for step in STEP.split(told) if step.strip()]
        return [step for step in steps if step not in ("正文", "内容")], end
    return [], 0


def issue_of(steps: list[str]) -> dict:
    """Which issue of the gazette the page stands in: year, issue_number, serial_number (总第1074期); {} if in none."""
    found = {}
    for step in steps:
        if match := ISSUE.search(step):
            found["issue_number"] = int(match[1])
            if match[2]:
                found["serial_number"] = int(match[2])
        if match := YEAR.search(step):
            found.setdefault("year", int(match[1]))
    gazette = "serial_number" in found or any("公报" in step for step in steps)
    return found if gazette and "issue_number" in found else {}


def is_frame(line: str) -> bool:
    """Buttons (打印 关闭), counters, the words a map or a share bar leaves; nothing that a text would say alone."""
    if not line.strip():
        return True
    if COUNTERS.match(line) or MENU.fullmatch(line):
        return True
    words = re.split(r"[\s|｜/·•]+|(?<=[】\]])(?=[【\[])", line.strip())
    return all(not word or BUTTON.fullmatch(word) for word in words) or bool(BUTTON.fullmatch(line.strip()))


def starts_foot(line: str) -> bool:
    return bool(FOOT.match(line) or NEIGHBOUR.match(line))
