"""Runs benchmarks one after another: `./portal bench [name…]`; one JSON object a line, all else to standard error.

A benchmark is a module of this directory with a `main()` without arguments; it makes its own data and leaves none.
"""

import ast
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benchmarks() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path != Path(__file__).resolve() and is_benchmark(path))


def is_benchmark(path: Path) -> bool:
    functions = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    return any(node.name == "main" and not node.args.args for node in functions)


def run(name: str) -> bool:
    """Whether it ended well and measured something."""
    print(f"正在测量 {name} ……", file=sys.stderr, flush=True)
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.{name}"]
    rows = 0
    with subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            rows += (measured := is_row(line))
            print(line, end="", flush=True, file=sys.stdout if measured else sys.stderr)
    return process.returncode == 0 and rows > 0


def is_row(line: str) -> bool:
    try:
        return "name" in json.loads(line)
    except (ValueError, TypeError):
        return False


def main(names: list[str]) -> int:
    known = benchmarks()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"没有名为 {'、'.join(unknown)} 的性能测试；有：{'、'.join(known)}。", file=sys.stderr)
        return 2
    failed = [name for name in names or known if not run(name)]
    if failed:
        print(f"未完成：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
