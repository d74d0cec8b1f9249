"""News, notices, readings, answers and interviews, composed from the topics."""

from __future__ import annotations

from sites.demo.dates import chinese_day, spread
from sites.demo.items import Item
from sites.demo.setting import Setting
from sites.demo.texts import Topic, fill, patterns, topics


def topics_of(setting: Setting) -> tuple[Topic, ...]:
    """A department speaks of its own subjects, everybody else of the general ones."""
    own = topics(setting.key.removeprefix("zj-")) if setting.level == "department" else ()
    return own or topics()


def _values(setting: Setting, topic: Topic, moment) -> dict[str, str]:
    return {**setting.values(), "topic": topic.name, "day": chinese_day(moment), "year": str(moment.year)}


def _figures(topic: Topic) -> str:
    return "截至目前，" + "，".join(f"{label}{value}{unit}" for label, value, unit in topic.figures) + "。"


def news(setting: Setting, count: int, purpose: str = "news", every: float = 2.2) -> list[Item]:
    """`count` different headlines, newest first; one in three has a picture."""
    random = setting.random(purpose)
    rows = patterns("department_news" if setting.level == "department" else "news")
    pairs = [(topic, pattern) for topic in topics_of(setting) for pattern in rows]
    random.shuffle(pairs)
    # The first headline of a government is its meeting, as readers expect of a home page.
    pairs.sort(key=lambda pair: "常务会议" not in pair[1]["title"])
    pairs[1:] = random.sample(pairs[1:], len(pairs) - 1)
    items = []
    for number, moment in enumerate(spread(setting.today, min(count, len(pairs)), random, every)):
        topic, pattern = pairs[number]
        values = _values(setting, topic, moment)
        tasks = list(topic.tasks)
        random.shuffle(tasks)
        parts = [
            ("p", fill(pattern["lead"], **values)),
            ("p", fill(topic.background, **values)),
            ("p", _figures(topic)),
        ]
        parts.append(("p", f"{pattern['second']}，要{tasks[0][0]}。{tasks[0][1]}"))
        parts += [("p", f"{heading}。{sentence}") for heading, sentence in tasks[1 : random.randint(2, 4)]]
        parts.append(("p", fill("有关部门表示，将定期公布进展情况，欢迎社会各界监督。", **values)))
        picture = random.randrange(24) if number % 3 == 0 else None
        items.append(
            Item(
                title=fill(pattern["title"], **values),
                parts=parts,
                published_at=moment,
                source=setting.office,
                summary=fill(topic.background, **values),
                keywords=f"{topic.name},{topic.office}",
                picture=picture,
                pinned=number == 0 and purpose == "news.headlines",
                topic=topic.name,
            )
        )
    return items


def notices(setting: Setting, count: int, purpose: str = "notices", every: float = 6) -> list[Item]:
    random = setting.random(purpose)
    pairs = [(topic, pattern) for topic in topics_of(setting) for pattern in patterns("notice")]
    random.shuffle(pairs)
    items = []
    for number, moment in enumerate(spread(setting.today, min(count, len(pairs)), random, every)):
        topic, pattern = pairs[number]
        title, kind = pattern["title"], pattern["kind"]
        values = _values(setting, topic, moment)
        parts = [
            ("p", fill("为做好{topic}工作，方便群众知晓和参与，现将有关事项{kind}如下：", kind=kind, **values)),
            ("h", "一、主要内容"),
            *(("p", f"（{'一二三四'[i]}）{heading}。{sentence}") for i, (heading, sentence) in enumerate(topic.tasks)),
            ("h", "二、时间安排"),
            ("p", f"自本{kind}发布之日起三十日内。逾期未尽事宜可通过下列方式咨询。"),
            ("h", "三、联系方式"),
            ("p", fill("联系单位：{office}；联系电话：{phone}（工作日 8:30—17:30）。", **values)),
            ("signature", (setting.body, moment.date())),
        ]
        attachments = (fill("{topic}申报表.xlsx", **values),) if number % 4 == 1 else ()
        items.append(
            Item(fill(title, **values), parts, moment, setting.office, attachments=attachments, topic=topic.name)
        )
    return items


def readings(setting: Setting, documents: list[Item]) -> list[Item]:
    """政策解读: one for each of `documents`, on the day of the document (国办发〔2017〕47号: together with it)."""
    items = []
    for document in documents:
        topic = next(topic for topic in topics_of(setting) if topic.name == document.topic)
        values = _values(setting, topic, document.published_at)
        name = document.title.partition("印发")[2].removesuffix("的通知") or f"《{document.title}》"
        parts = [
            ("h", "一、制定背景"),
            ("p", fill(topic.background, **values)),
            ("h", "二、主要内容"),
            *(("p", f"（{'一二三四'[i]}）{heading}。{sentence}") for i, (heading, sentence) in enumerate(topic.tasks)),
            ("h", "三、大家关心的问题"),
            ("p", f"问：{topic.question}"),
            ("p", f"答：{topic.answer}"),
            ("h", "四、解读机关"),
            ("p", fill("解读机关：{body}；联系电话：{phone}。", **values)),
        ]
        title = f"{name}政策解读"
        number = document.document["document_number"]
        items.append(Item(title, parts, document.published_at, setting.office, topic=topic.name, interprets=number))
    return items


def answers(setting: Setting, count: int, purpose: str, every: float = 5) -> list[Item]:
    """咨询投诉 and 回应关切: a question of the public and the answer, with the days both were received and given."""
    random = setting.random(purpose)
    subjects = list(topics_of(setting))
    random.shuffle(subjects)
    items = []
    for topic, moment in zip(subjects, spread(setting.today, min(count, len(subjects)), random, every), strict=False):
        parts = [
            ("table", [["项目", "内容"], ["来信内容", topic.question], ["办理单位", f"{topic.office}部门"]]),
            ("h", "答复"),
            ("p", "您好，来信收悉。"),
            ("p", topic.answer),
            ("p", fill("感谢您对{place}工作的关心和支持。如有疑问，可拨打 {phone} 咨询。", **setting.values())),
        ]
        items.append(Item(f"关于{topic.name}有关问题的咨询与答复", parts, moment, setting.office, topic=topic.name))
    return items


def consultations(setting: Setting, count: int, purpose: str, every: float = 18) -> list[Item]:
    """意见征集, with the elements the reference asks for (7.4 Q4) and what became of the opinions."""
    random = setting.random(purpose)
    subjects = list(topics_of(setting))
    random.shuffle(subjects)
    items = []
    moments = spread(setting.today, min(count, len(subjects)), random, every)
    for number, (topic, moment) in enumerate(zip(subjects, moments, strict=False)):
        values = _values(setting, topic, moment)
        closed = number > 1
        parts = [
            ("table", [["项目", "内容"], ["征集单位", setting.office], ["征集期限", "三十日"],
                       ["状态", "已结束" if closed else "进行中"], ["联系电话", setting.phone]]),
            ("h", "背景说明"),
            ("p", fill(topic.background, **values)),
            ("h", "主要条款"),
            *(("p", f"第{'一二三四'[i]}条　{sentence}") for i, (_heading, sentence) in enumerate(topic.tasks)),
        ]  # fmt: skip
        if closed:
            parts += [
                ("h", "意见采纳情况"),
                ("p", f"征集期间收到意见 {random.randint(6, 80)} 条，采纳 {random.randint(2, 5)} 条，"
                      "其余意见经研究暂不采纳，理由已逐条说明。"),
            ]  # fmt: skip
        items.append(
            Item(fill("《{place}{topic}管理办法（草案）》公开征求意见", **values), parts, moment, setting.office)
        )
    return items


def interviews(setting: Setting, count: int, purpose: str, every: float = 25) -> list[Item]:
    random = setting.random(purpose)
    subjects = list(topics_of(setting))
    random.shuffle(subjects)
    items = []
    for topic, moment in zip(subjects, spread(setting.today, min(count, len(subjects)), random, every), strict=False):
        values = _values(setting, topic, moment)
        parts = [
            ("p", fill("本期访谈邀请有关负责人围绕“{topic}”与网友在线交流。", **values)),
            ("p", f"主持人：请介绍一下{topic.name}的总体情况。"),
            ("p", "嘉宾：" + fill(topic.background, **values) + _figures(topic)),
            ("p", f"网友提问：{topic.question}"),
            ("p", f"嘉宾：{topic.answer}"),
            ("p", "主持人：感谢各位网友的参与，本期访谈到此结束。"),
        ]
        items.append(
            Item(f"在线访谈：聊聊{topic.name}那些事", parts, moment, setting.office, picture=random.randrange(24))
        )
    return items
