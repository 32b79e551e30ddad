"""The benchmark runs, at a tiny size, and its table says what it should; no time is asserted."""

from benchmarks import __main__ as benchmarks


def test_the_benchmark_writes_its_table(tmp_path):
    file = tmp_path / "results" / "tiny.md"
    assert benchmarks.main(["--scale", "tiny", "--to", str(file)]) == 0
    told = file.read_text(encoding="utf-8")
    assert "| fetch | 24 |" in told
    assert "| first build | 24 |" in told
    assert "Tables held back: 0." in told
    assert "memory stays under 1 GB" in told
    for way in ("from the answer on disk", "`sqlite3.executemany`", "`session.add`"):
        assert way in told
    assert "FOLK1A" in told
