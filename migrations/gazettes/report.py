"""对账: what the table of contents and the folder held, what was taken in of it, and what the archive still lacks."""

from dataclasses import dataclass, field

from migrations.errors import LineError

SHOWN = 20


@dataclass
class GazetteReport:
    """Counts; lists of what needs a person's eye. `missing` are sentences (2015年缺第3、5—8期)."""

    source: str = ""
    portal: str = ""
    gazette: str = ""
    column: str = ""
    dry_run: bool = False
    rows: int = 0
    issues: int = 0
    entries: int = 0
    texts: int = 0
    references: int = 0
    contents_only: int = 0
    created_issues: int = 0
    created_entries: int = 0
    existing_issues: int = 0
    rejected_issues: int = 0
    rejected_rows: int = 0
    documents_created: int = 0
    documents_linked: int = 0
    files_found: int = 0
    files_missing: list[dict] = field(default_factory=list)
    files_unused: list[str] = field(default_factory=list)
    files_unused_count: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    new_parts: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    missing_count: int = 0
    numbering: list[str] = field(default_factory=list)
    duplicates: list[dict] = field(default_factory=list)
    conflicts: list[dict] = field(default_factory=list)
    without_date: int = 0
    without_number: int = 0
    notes: list[dict] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    seconds: float = 0
    saved_as: int | None = None

    def as_dict(self) -> dict:
        return {**self.__dict__, "errors": [error.as_dict() for error in self.errors], "verified": not self.differences}

    def table(self) -> str:
        """For people: a line a count, then what needs attention."""
        state = "（试运行，未写入）" if self.dry_run else ""
        lines = [f"《{self.gazette}》往期收录对账{state}：{self.source}", ""]
        lines += [f"  {name:　<10}{value}" for name, value in self.counts()]
        for name, found in self.lists():
            if found:
                lines += ["", f"{name}（{len(found)}）"]
                lines += [f"  {one}" for one in found[:SHOWN]]
                lines += [f"  ……另有 {len(found) - SHOWN} 项，见 --json 报告"] if len(found) > SHOWN else []
        if not self.dry_run:
            lines += ["", "核对：数目一致。" if not self.differences else "核对：数目不一致，见上。"]
        return "\n".join(lines)

    def counts(self):
        yield "目录行数", f"{self.rows}"
        yield (
            "期数",
            f"{self.issues}（新收 {self.created_issues}，已有 {self.existing_issues}，退回 {self.rejected_issues}）",
        )
        only = f"，只有目录和扫描件的 {self.contents_only} 期" if self.contents_only else ""
        yield (
            "条目",
            f"{self.entries}（有正文 {self.texts}，存目 {self.references}{only}；新收 {self.created_entries}）",
        )
        yield "公文", f"新建 {self.documents_created}，关联已有 {self.documents_linked}"
        unused = f"，未用到 {self.files_unused_count}"
        yield "文件", f"找到 {self.files_found}，缺 {len(self.files_missing)}{unused}"
        yield "缺期", f"{self.missing_count}"
        yield "缺要素", f"无成文日期 {self.without_date}，无发文字号 {self.without_number}"
        yield "退回行数", f"{self.rejected_rows}"
        yield "用时", f"{self.seconds:.1f} 秒"

    def lists(self):
        yield "有误的行", [str(error) for error in self.errors]
        yield "与已收录的不一致", [f"{one['issue']}：{one['reason']}" for one in self.conflicts]
        yield "缺期", self.missing
        yield "期号须核对", self.numbering
        yield (
            "重复的公文",
            [f"第 {one['line']} 行 {one['title']}：{one['reason']}" for one in self.duplicates],
        )
        yield "缺少的文件", [f"第 {one['line']} 行 {one['file']}" for one in self.files_missing]
        yield "目录没有用到的文件", self.files_unused
        yield "新增的期内栏目", self.new_parts
        yield "说明", [f"第 {one['line']} 行：{one['note']}" for one in self.notes]
        yield "核对不一致", self.differences
