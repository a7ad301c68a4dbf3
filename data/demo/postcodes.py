"""Made-up postcodes: they run on from block to block, some 25 addresses each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from boundaries.commands import NewPostcode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import Block

FIRST = 7900
ADDRESSES = 25
LETTERS = "ABCDEGHJKLMNPRTVWXZ"
"""The letters of real postcodes, without S: some pairs with it aren't given out."""


def postcodes_of(blocks: Sequence[Block]) -> list[NewPostcode]:
    """Return the postcodes of blocks in their order, four digits for each quarter.

    As in a real town a postcode may go on in the next block, and a full block has several.
    """
    rows = []
    quarters = groupby(blocks, key=lambda block: block.id.partition("-")[0])
    for digits, (_, of_quarter) in enumerate(quarters, start=FIRST):
        homes = 0
        for block in of_quarter:
            last = homes + max(block.households or 0, 1) - 1
            for number in range(homes // ADDRESSES, last // ADDRESSES + 1):
                first, second = divmod(number, len(LETTERS))
                code = f"{digits}{LETTERS[first]}{LETTERS[second]}"
                rows.append(NewPostcode(code, block.id, block.name))
            homes = last + 1
    return rows
