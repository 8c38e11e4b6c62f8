"""Asks DuckDB, pyarrow, polars, pandas and SQLite for the partitions of a dataset.

    partitions.py DATASET KEY TRUTH.json    the truth: rows of projects and reports by
                                            the value of KEY, "" for none
"""

import glob
import json
import os
import sqlite3
import sys


def ask_duckdb(root, table, key):
    import duckdb
    rows = duckdb.execute(f"SELECT {key}, count(*) FROM read_parquet('{root}/parquet/{table}/*/*.parquet', hive_partitioning = true) GROUP BY ALL").fetchall()
    pruned = duckdb.execute(f"SELECT count(*) FROM read_parquet('{root}/parquet/{table}/*/*.parquet', hive_partitioning = true) WHERE {key} IS NULL").fetchone()[0]
    return rows, pruned


def ask_duckdb_csv(root, table, key):
    import duckdb
    source = f"read_csv('{root}/csv/{table}/*/*.csv', hive_partitioning = true, all_varchar = true)"
    return duckdb.execute(f"SELECT {key}, count(*) FROM {source} GROUP BY ALL").fetchall(), duckdb.execute(f"SELECT count(*) FROM {source} WHERE {key} IS NULL").fetchone()[0]


def ask_pyarrow(root, table, key):
    import pyarrow.compute as pc
    import pyarrow.dataset as ds
    d = ds.dataset(f"{root}/parquet/{table}", format="parquet", partitioning="hive")
    t = d.to_table(columns=[key, "document_id"])
    groups = t.group_by(key).aggregate([("document_id", "count")]).to_pylist()
    return [(g[key], g["document_id_count"]) for g in groups], d.count_rows(filter=pc.field(key).is_null())


def ask_polars(root, table, key):
    import polars as pl
    f = pl.scan_parquet(f"{root}/parquet/{table}/", hive_partitioning=True)
    return [tuple(r) for r in f.group_by(key).len().collect().rows()], f.filter(pl.col(key).is_null()).select(pl.len()).collect().item()


def ask_pandas(root, table, key):
    # By itself pandas makes a category of the key, which pyarrow cannot where a value
    # is null: it is told the type.
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds
    typed = ds.partitioning(pa.schema([(key, pa.int32() if key == "year" else pa.string())]), flavor="hive")
    f = pd.read_parquet(f"{root}/parquet/{table}", partitioning=typed)
    rows = f.groupby(key, dropna=False).size().items()
    return [(None if pd.isna(k) else int(k) if key == "year" else k, n) for k, n in rows], int(f[key].isna().sum())


def ask_sqlite(root, table, key):
    from urllib.parse import unquote
    out, none = [], 0
    for path in glob.glob(f"{root}/sqlite/*/selfeval.sqlite"):
        value = unquote(os.path.basename(os.path.dirname(path)).split("=", 1)[1])
        n = sqlite3.connect(path).execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if value == "__HIVE_DEFAULT_PARTITION__":
            none, value = n, None
        out.append((value, n))
    return out, none


def main(root, key, truth):
    truth = json.load(open(truth, encoding="utf-8"))
    wrong = 0
    for ask in (ask_duckdb, ask_duckdb_csv, ask_pyarrow, ask_polars, ask_pandas, ask_sqlite):
        for table, want in truth.items():
            rows, none = ask(root, table, key)
            got = {"" if k is None else str(k): n for k, n in rows if n}
            if got != want or none != want.get("", 0):
                wrong += 1
                print(f"{ask.__name__} {table}: {got}, {none} without; the truth is {want}")
    print(f"{6 * len(truth)} answers, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
