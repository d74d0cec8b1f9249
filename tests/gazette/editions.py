"""An issue with all that an edition must be able to show, and the means to read what was made."""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image

from gazette.models import EntryKind, FileKind, IssueFile
from gazette.states import IssueState
from tests.gazette.factories import make_entry, make_gazette, make_issue

SENTENCES = [
    "为贯彻落实《国务院办公厅关于促进电子政务协调发展的指导意见》（国办发〔2014〕66号）精神，现就有关事项通知如下。",
    "2015年，围绕“四张清单一张网”建设，推进政务服务事项“一站式”网上运行，力争覆盖率达到95.5%以上。",
    "各市、县（市、区）要在2015年12月底前完成试点，并按照浙政办发〔2015〕8号文件要求报送情况。",
]
TABLE = (
    "<table><caption>表1　主要任务分解</caption><thead><tr><th rowspan='2'>序号</th><th rowspan='2'>任务</th>"
    "<th colspan='2'>责任</th></tr><tr><th>牵头单位</th><th>完成时限</th></tr></thead><tbody>{rows}</tbody></table>"
)
ROW = (
    "<tr><td>{n}</td><td>完善第{n}项权力事项库动态调整机制，健全清单管理制度并向社会公布</td>"
    "<td>省编委办</td><td>2015年12月底</td></tr>"
)
DOCUMENT = (
    '<p class="salutation">各市、县（市、区）人民政府，省政府直属各单位：</p>'
    f"<p>{SENTENCES[0]}</p>"
    '<h2 id="s1">一、总体要求</h2>'
    f"<p>{SENTENCES[1]}</p>"
    '<h3 id="s2">（一）加强组织领导</h3>'
    f"<p>{SENTENCES[2]}见<a href='#s1'>第一部分</a>和<a href='https://www.gov.cn/'>中国政府网</a>，<strong>务必落实</strong>。</p>"
    '<h4 id="s3">1. 明确责任单位</h4>'
    "<p>每平方米（m<sup>2</sup>）价格不高于3000元。</p>"
    "<ol><li><p>建立台账；</p></li><li>按月通报。</li></ol><ul><li>省级部门</li><li>设区市</li></ul>"
    "<blockquote><p>凡属规范性文件，施行前应当在公报刊登。</p></blockquote>"
    '<p class="signature">浙江省人民政府办公厅</p><p class="date">2015年3月16日</p>'
    '<p class="note">（此件公开发布）</p>'
)


def sample_issue(**fields):
    """Orders, documents with headings, a table, a picture and an attachment, appointments, an erratum, one listed."""
    gazette = make_gazette(
        editors="《浙江省人民政府公报》编辑部", registration="浙内准字第0001号", contact="杭州市省府路8号　邮编310025"
    )
    issue = make_issue(gazette, state=IssueState.APPROVED, **{"serial": 1074, **fields})
    regulation = "".join(
        f'<h2 id="s{number}">第{name}章　总则</h2>' + f"<p>第{name}条　{SENTENCES[1]}</p>" * 5
        for number, name in enumerate("一二三四", 1)
    )
    make_entry(
        issue, "省政府令", title="浙江省政务服务网管理办法", html=regulation, document_number="浙江省人民政府令第330号"
    )
    second = make_entry(
        issue,
        "省政府办公厅文件",
        title="浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知",
        html=DOCUMENT.replace("<ol>", TABLE.format(rows="".join(ROW.format(n=n) for n in range(1, 41))) + "<ol>")
        + '<figure><img src="files/流程图.png" alt="办理流程图" /><figcaption>图1　办理流程</figcaption></figure>',
        document_number="浙政办发〔2015〕28号",
    )
    add_file(second, FileKind.PICTURE, "流程图.png", picture_bytes())
    add_file(second, FileKind.ATTACHMENT, "浙政办发〔2015〕28号.ceb", b"CEB")
    for name in ("张三", "李四", "王五"):
        make_entry(
            issue,
            "人事任免",
            title=f"浙江省人民政府关于{name}任职的通知",
            html=f'<p>经研究决定：</p><p>任命{name}为浙江省测试局局长。</p><p class="date">2015年3月20日</p>',
            document_number=f"浙政干〔2015〕{ord(name[0]) % 9 + 1}号",
        )
    old = make_issue(gazette, 2015, 6, serial=issue.serial - 1, state=IssueState.PUBLISHED)
    wrong = make_entry(old, title="关于加强安全生产的通知", document_number="浙政发〔2015〕3号")
    make_entry(
        issue,
        "政策解读",
        title="更正",
        kind=EntryKind.ERRATUM,
        corrects=wrong,
        html="",
        correction="第二条第一款“应当”误为“可以”，特此更正。",
    )
    make_entry(issue, "大事记", title="2015年3月大事记", kind=EntryKind.REFERENCE, html="")
    return issue


def one_entry_issue(html, title="关于测试的通知", **fields):
    issue = make_issue(make_gazette(), state=IssueState.APPROVED)
    make_entry(issue, title=title, html=html, **fields)
    return issue


def add_file(entry, kind, name, content, issue=None):
    return IssueFile.objects.create(
        issue=issue or entry.issue,
        entry=entry,
        kind=kind,
        name=name,
        file=ContentFile(content, name=name),
        media_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def picture_bytes(width=640, height=360, form="PNG"):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#1f5fa8").save(content, form)
    return content.getvalue()


def pdf_texts(content: bytes) -> list[str]:
    """The text layer page by page, as the PDF engine of a browser reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def joined(content: bytes) -> str:
    """All of it without line ends and white space: sentences run over lines and pages."""
    return "".join("".join(pdf_texts(content)).split())


def outside(content: bytes) -> list[str]:
    """Characters that stand off their page, where nobody sees them."""
    import pypdfium2

    found = []
    for page in pypdfium2.PdfDocument(content):
        text, width, height = page.get_textpage(), page.get_width(), page.get_height()
        for number in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(number)
            if right > width or left < 0 or bottom < 0 or top > height:
                found.append(text.get_text_range(number, 1))
    return found
