"""Run benchmarks and print one table: `python -m benchmarks [geometry] [consensus] [store] ...`.

`country` and `load` take minutes, and run only when they are named.
"""

from __future__ import annotations

import sys

from benchmarks import closing_click, consensus, country, geometry, load, maps, store

ALL = {
    "geometry": geometry.rows,
    "consensus": consensus.rows,
    "store": store.rows,
    "click": closing_click.rows,
    "maps": maps.rows,
    "country": country.rows,
    "load": load.rows,
}
LONG = {"country", "load"}


def main(chosen: list[str]) -> None:
    """Print a row per benchmark: what, on what, ours, the peer, the ratio, the goal."""
    print(f"{'what':<46} {'data':<44} {'ours ms':>9} {'peer ms':>9} {'ratio':>6}  to reach")
    for name in chosen or [name for name in ALL if name not in LONG]:
        for row in ALL[name]():
            print(
                f"{row.what:<46} {row.data:<44} {row.ours_ms:>9.2f} {row.peer_ms:>9.2f} "
                f"{row.peer_ms / row.ours_ms:>6.2f}  {row.goal}",
                flush=True,
            )
            if row.seen:
                print(f"{'':<46} {row.seen}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
