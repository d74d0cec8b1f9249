"""XML Schema of the guideline's elements, made of the list that records are made of."""

from xml.sax.saxutils import escape

from disclosure.exports.oai.elements import ELEMENTS
from disclosure.exports.oai.formats import OWN
from disclosure.exports.oai.xml import DECLARATION, clean


def schema() -> str:
    told = "".join(one_element(one) for one in ELEMENTS)
    return (
        f'{DECLARATION}<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{OWN}" xmlns="{OWN}" '
        'elementFormDefault="qualified">\n'
        '<xs:element name="directoryEntry"><xs:annotation><xs:documentation xml:lang="zh">政府信息公开目录中的一条：'
        "《政府信息公开目录系统实施指引（试行）》的核心元数据，以及本平台的扩展。</xs:documentation></xs:annotation>\n"
        f"<xs:complexType><xs:sequence>\n{told}</xs:sequence></xs:complexType></xs:element>\n</xs:schema>\n"
    )


def one_element(one) -> str:
    least, most = (1 if one.always else 0), ("unbounded" if one.several else 1)
    label = escape(clean(f"{one.label}（{'核心元数据' if one.core else '扩展'}）"))
    return (
        f'<xs:element name="{one.name}" type="xs:{one.kind}" minOccurs="{least}" maxOccurs="{most}"><xs:annotation>'
        f'<xs:documentation xml:lang="zh">{label}</xs:documentation></xs:annotation></xs:element>\n'
    )
