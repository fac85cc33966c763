"""The size budget holds, and its ruler measures rightly."""

from textwrap import dedent

from tools import shape


def test_nothing_is_over_the_budget():
    assert shape.complaints() == []


def test_an_exception_names_its_reason_and_date():
    assert all(reason[:10].count("-") == 2 and len(reason) > 20 for reason in shape.EXCEPTIONS.values())


def test_the_ruler_counts_lines_and_branches(tmp_path, monkeypatch):
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    source = """
    def one(x):
        if x:
            for y in x:
                print(y)
        return x
    """
    (tmp_path / "sample.py").write_text(dedent(source), encoding="utf-8")
    [found] = shape.functions(tmp_path / "sample.py")
    assert (found.lines, found.branches) == (5, 2)


def test_a_long_function_and_a_needless_exception_are_told(tmp_path, monkeypatch):
    (tmp_path / "src").mkdir()
    body = "\n".join("    x = 1" for _ in range(70))
    (tmp_path / "src" / "long.py").write_text(f"def f():\n{body}\n", encoding="utf-8")
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    monkeypatch.setattr(shape, "EXCEPTIONS", {"src/gone.py": "2026-11-21: it is gone"})
    told = shape.complaints()
    assert "src/long.py:1 f: 71 > 60" in told
    assert "src/gone.py: no longer needs its exception" in told
