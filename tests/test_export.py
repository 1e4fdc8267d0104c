"""``plancmp export``: options, files, and trouble told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from briefings import plans
from catalogues import plan, target, written


def test_parts_come_in_the_order_of_the_paper_whatever_the_order_asked(run, tmp_path: Path) -> None:
    file = written(tmp_path, *plans())
    done = run("export", "--catalogue", file, "-a", "women", "--parts", "notes,fields,summary")
    assert done.code == 0, done.err
    heads = [x for x in done.out.splitlines() if x.startswith("## ")]
    assert heads == ["## 提要", "## 一、分领域比较", "## 说明"]


def test_headings_start_where_they_are_told_to(run, tmp_path: Path) -> None:
    file = written(tmp_path, *plans())
    done = run("export", "--catalogue", file, "--heading-level", "3")
    depths = {len(x.split(" ")[0]) for x in done.out.splitlines() if x.startswith("#")}
    assert done.out.startswith("### ")
    assert depths == {3, 4, 5, 6}


def test_a_field_limits_counts_and_tables(run, tmp_path: Path) -> None:
    file = written(tmp_path, *plans())
    done = run("export", "东莞", "--catalogue", file, "--field", "education")
    assert "只取教育领域" in done.out
    assert "共有目标2项，其中有数值的2项" in done.out
    assert "婴儿死亡率" not in done.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--parts", "foo"), "--parts"),
        (("--parts", ""), "--parts"),
        (("--home", "火星"), "--home"),
        (("乐清", "-a", "women"), "没有选中"),
        (("--heading-level", "4"), "heading-level"),
        (("清城", "-f", "law"), "没有目标"),
        (("-o", "/no/such/folder/a.md"), "/no/such/folder"),
    ],
)
def test_trouble_is_exit_2_with_a_line_that_says_what(
    run, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = run("export", "--catalogue", written(tmp_path, *plans()), *args)
    assert done.code == 2
    assert said in done.err
    assert not done.out


def test_the_file_is_written_and_nothing_printed(run, tmp_path: Path) -> None:
    out = tmp_path / "paper.md"
    done = run("export", "清城", "--catalogue", written(tmp_path, *plans()), "-o", out)
    assert (done.code, done.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# 关于清城区妇女儿童发展规划")


def test_home_leaves_out_audiences_it_has_no_plan_of_and_says_so(run, tmp_path: Path) -> None:
    done = run("export", "--home", "东莞", "--catalogue", written(tmp_path, *plans()))
    assert done.code == 0
    assert "妇女" in done.err
    assert "妇女规划" not in done.out


def test_an_overlay_takes_part(run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    file = written(tmp_path, *plans())
    draft = {"plans": [plan("draft-children", "qingcheng", target("infant-mortality", "≤2.5‰"),
                            title="我区草案", short="草案")]}  # fmt: skip
    overlay = tmp_path / "mine" / "draft.yaml"
    overlay.write_text(yaml.safe_dump(draft, allow_unicode=True), encoding="utf-8")
    done = run("export", "draft-children", "东莞", "--catalogue", file, "--with", overlay)
    assert done.code == 0, done.err
    assert "草案2.5‰以下" in done.out
