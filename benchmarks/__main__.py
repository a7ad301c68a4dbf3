"""Run all benchmarks and print one table: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import closing_click, geojson


def main() -> None:
    """Print a row per benchmark: what, on what, ours, the peer, the ratio."""
    print(f"{'what':<44} {'data':<34} {'ours ms':>9} {'peer ms':>9} {'ratio':>6}  to reach")
    for row in (*geojson.rows(), *closing_click.rows()):
        print(
            f"{row.what:<44} {row.data:<34} {row.ours_ms:>9.1f} {row.peer_ms:>9.1f} "
            f"{row.peer_ms / row.ours_ms:>6.1f}  {row.goal}"
        )


if __name__ == "__main__":
    main()
