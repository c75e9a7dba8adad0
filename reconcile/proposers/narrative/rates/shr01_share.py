"""A share of a whole: A件，占x%.

查什么: “某项A，占x%”“占某总数的比重为x%”中，A÷总数是否等于所列百分比。总数取本句的总数、所列各项的合计，或“占”字后面点名的那一项。
为什么: 百分比与绝对数不符，说明其中一个有误，或口径没有说明。
例: 代表建议131件，其中城乡建设72件，占55.0%：72 ÷ 131 = 54.96%。
怎么办: 核对部分、总体和占比；占比的总体应写明。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: an amount and its share must fit the whole: the one of the sentence, the sum of the list, or the one named
behind 占.
Why: otherwise one of the figures is wrong or the base is not said.
Example: 72 of 131 is 55.0 %.
Fix: Check part, whole and share; say what the share is of.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from fiscal.relation import Relation
from fiscal.statement import Share
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "SHR01"
NAME = "share-of-whole"
TITLE = {"zh": "占比", "en": "Shares"}


@over(CODE, Share)
def propose(share: Share, claim: Claiming) -> Proposed:
    """One ratio per share whose whole is known."""
    found = list((_of_list if share.nothing else _of_named)(share, claim))
    yield from found
    if not found and share.far is not None:
        yield _of(share, [share.far], claim.derived)


def _of_named(share: Share, claim: Claiming) -> Proposed:
    """One so named that fits, or the whole that the text states, else the nearest that is called just so."""
    wholes = (*share.named, *([share.stated] if share.stated is not None else ()))
    fitting = list(claim.first(_of(share, [whole], claim) for whole in wholes))
    if not fitting and share.called is not None:
        fitting = [_of(share, [share.called], claim)]
    yield from fitting


def _of_list(share: Share, claim: Claiming) -> Proposed:
    """The stated whole, else the nearest amount before that fits, else the sum of the list."""
    together = replace(_of(share, share.others, claim), partial=True) if share.others else None
    summed = together is not None and claim.holds(together)
    if share.stated is not None:
        stated = _of(share, [share.stated], claim)
        fits = claim.holds(stated)
        if fits or not summed:
            yield stated
        if together is not None and not fits:
            yield together
        return
    fitting = list(claim.first(_of(share, [whole], claim) for whole in reversed(share.earlier)))
    yield from fitting
    if together is not None and not fitting:
        yield together
        if not summed and share.earlier:
            yield _of(share, share.earlier[-1:], claim.derived)


def _of(share: Share, wholes: Iterable[str], claim: Claiming) -> Relation:
    return claim.ratio(share.part, wholes, share.rate)
