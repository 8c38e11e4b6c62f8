"""Asks DuckDB, pyarrow and polars of every numeric column of a dataset's Parquet
files what they hold, and SQLite of its database, and compares each answer with the
CSV beside, read with the standard library alone.

    readers.py FOLDER        exit code 1 and a line each where an answer is wrong
    readers.py --available   exit code 0 where all three are installed
"""

import csv
import decimal
import json
import os
import sqlite3
import sys

import duckdb
import polars
import pyarrow.compute as pc
import pyarrow.dataset
import pyarrow.parquet

Dec = decimal.Decimal
decimal.getcontext().prec = 60
wrong = []


def expect(what, got, want):
    if got != want:
        wrong.append(f"{what}: {got}, the CSV says {want}")


def thresholds(values):
    """Figures to ask for: below and above all, the middle, nought, and two that are there."""
    known = sorted(set(values))
    if not known:
        return [Dec(0)]
    pick = {known[0], known[-1], known[len(known) // 2], known[len(known) // 3], Dec(0), Dec(1900)}
    return sorted(pick)


def ask_duckdb(path, name, values, nulls, whole):
    c = duckdb.connect()
    where = f"duckdb {os.path.basename(path)} {name}"
    q = lambda sql: c.execute(sql).fetchone()[0]
    col = f'"{name}"'
    source = f"FROM read_parquet('{path}')"
    expect(where + " nulls", q(f"SELECT count(*) {source} WHERE {col} IS NULL"), nulls)
    if not values:
        return
    for fn, want in (("min", min(values)), ("max", max(values)), ("sum", sum(values))):
        expect(f"{where} {fn}", Dec(q(f"SELECT {fn}({col}) {source}")), want)
    for x in thresholds(values):
        for op, want in ((">", sum(v > x for v in values)), ("<", sum(v < x for v in values)), ("=", values.count(x))):
            expect(f"{where} {op} {x}", q(f"SELECT count(*) {source} WHERE {col} {op} {x}"), want)
    got = [Dec(r[0]) for r in c.execute(f"SELECT {col} {source} WHERE {col} IS NOT NULL ORDER BY {col}").fetchall()]
    expect(where + " order", got == sorted(values), True)


def ask_pyarrow(path, name, values, nulls, whole):
    where = f"pyarrow {os.path.basename(path)} {name}"
    data = pyarrow.dataset.dataset(path)
    kind = data.schema.field(name).type
    column = pyarrow.parquet.read_table(path, columns=[name])[name]
    expect(where + " nulls", column.null_count, nulls)
    stats = [g for g in statistics(path, name) if g is not None and g.has_min_max]
    if not values:
        return
    if not stats:
        wrong.append(where + ": no statistics")
    else:
        expect(where + " statistics min", Dec(min(s.min for s in stats)), min(values))
        expect(where + " statistics max", Dec(max(s.max for s in stats)), max(values))
        expect(where + " statistics nulls", sum(s.null_count for s in statistics(path, name)), nulls)
    got = pc.min_max(column)
    expect(where + " min", Dec(got["min"].as_py()), min(values))
    expect(where + " max", Dec(got["max"].as_py()), max(values))
    for x in thresholds(values):
        scalar = pyarrow.scalar(int(x) if whole else x, type=kind)
        field = pyarrow.dataset.field(name)
        for op, filtered, want in ((">", field > scalar, sum(v > x for v in values)), ("<", field < scalar, sum(v < x for v in values)), ("=", field == scalar, values.count(x))):
            expect(f"{where} {op} {x}", data.count_rows(filter=filtered), want)
            expect(f"{where} {op} {x} (table)", data.to_table(columns=[name], filter=filtered).num_rows, want)


def statistics(path, name):
    meta = pyarrow.parquet.ParquetFile(path).metadata
    at = [meta.schema.column(i).name for i in range(meta.num_columns)].index(name)
    return [meta.row_group(g).column(at).statistics for g in range(meta.num_row_groups)]


def ask_polars(path, name, values, nulls, whole):
    where = f"polars {os.path.basename(path)} {name}"
    lazy = polars.scan_parquet(path)
    col = polars.col(name)
    expect(where + " nulls", lazy.select(col.null_count()).collect().item(), nulls)
    if not values:
        return
    for fn, want in ((col.min(), min(values)), (col.max(), max(values))):
        expect(where + " min, max", Dec(lazy.select(fn).collect().item()), want)
    for x in thresholds(values):
        lit = polars.lit(int(x)) if whole else polars.lit(x).cast(lazy.collect_schema()[name])
        for op, filtered, want in ((">", col > lit, sum(v > x for v in values)), ("<", col < lit, sum(v < x for v in values)), ("=", col == lit, values.count(x))):
            expect(f"{where} {op} {x}", lazy.filter(filtered).select(polars.len()).collect().item(), want)
    got = [Dec(v) for v in lazy.filter(col.is_not_null()).sort(col).select(col).collect()[name].to_list()]
    expect(where + " order", got == sorted(values), True)


def ask_sqlite(db, table, name, values, nulls, whole):
    where = f"sqlite {table} {name}"
    q = lambda sql: db.execute(sql).fetchone()[0]
    expect(where + " nulls", q(f'SELECT count(*) FROM "{table}" WHERE "{name}" IS NULL'), nulls)
    for x in thresholds(values):
        for op, want in ((">", sum(v > x for v in values)), ("<", sum(v < x for v in values)), ("=", values.count(x))):
            expect(f"{where} {op} {x}", q(f'SELECT count(*) FROM "{table}" WHERE "{name}" {op} {x}'), want)
    if values:
        got = [r[0] for r in db.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL ORDER BY "{name}"')]
        expect(where + " order", [float(v) for v in got] == [float(v) for v in sorted(values)], True)


def texts(path, rows, name):
    """A text column holds what the CSV holds, and its statistics do not hide rows."""
    want = [r[name] for r in rows]
    got = [v or "" for v in pyarrow.parquet.read_table(path, columns=[name])[name].to_pylist()]
    expect(f"pyarrow {os.path.basename(path)} {name} texts", got == want, True)
    for x in sorted({v for v in want if v})[:8]:
        quoted = x.replace("'", "''")
        n = duckdb.connect().execute(f"SELECT count(*) FROM read_parquet('{path}') WHERE \"{name}\" = '{quoted}'").fetchone()[0]
        expect(f"duckdb {os.path.basename(path)} {name} = {x[:20]}", n, want.count(x))
        n = polars.scan_parquet(path).filter(polars.col(name) == x).select(polars.len()).collect().item()
        expect(f"polars {os.path.basename(path)} {name} = {x[:20]}", n, want.count(x))


def main(folder):
    package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
    db = sqlite3.connect(os.path.join(folder, "selfeval.sqlite"))
    asked = 0
    for resource in package["resources"]:
        if resource["format"] != "csv":
            continue
        with open(os.path.join(folder, resource["path"]), encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
        table = resource["path"].removesuffix(".csv")
        path = os.path.join(folder, table + ".parquet")
        for field in resource["schema"]["fields"]:
            name, kind = field["name"], field["type"]
            if kind == "string":
                texts(path, rows, name)
            if kind not in ("integer", "number"):
                continue
            values = [Dec(r[name]) for r in rows if r[name] != ""]
            nulls = len(rows) - len(values)
            for ask in (ask_duckdb, ask_pyarrow, ask_polars):
                ask(path, name, values, nulls, kind == "integer")
            ask_sqlite(db, table, name, values, nulls, kind == "integer")
            asked += 1
    for w in wrong[:60]:
        print(w)
    print(f"{asked} numeric columns, {len(wrong)} wrong answers")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    if sys.argv[1] != "--available":
        main(sys.argv[1])
