"""Names of debt figures lead to facts, and facts to the laws that bind them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.budget import Level
from fiscal.debt import (
    APPROVED,
    REPLACING,
    USED,
    DebtConcept,
    DebtFact,
    DebtKind,
    Instance,
    identities,
    instances,
    recognise,
)
from fiscal.debt.government_level import highest_rank, level_before, level_named, level_of_headings
from fiscal.relation import Kind, Role

C, TOTAL, GENERAL, SPECIAL = DebtConcept, DebtKind.TOTAL, DebtKind.GENERAL, DebtKind.SPECIAL

PLAIN: tuple[tuple[str, DebtFact], ...] = (
    ("2024年末地区本级债务总限额", DebtFact(C.LIMIT, TOTAL, 2024, "end")),
    ("2023年初政府债务限额", DebtFact(C.LIMIT, TOTAL, 2023, "start")),
    ("市本级债务年初余额", DebtFact(C.BALANCE, TOTAL, 2022, "start")),
    ("补充地方政府财力的再融资债券", DebtFact(C.REFINANCING_BONDS, TOTAL, 2022, "flow", REPLACING)),
    ("本区2023年地方政府债务限额", DebtFact(C.LIMIT, TOTAL, 2023, "end")),
    ("本区 2020 年地方政府债务限额仍按上年数", DebtFact(C.LIMIT, TOTAL, 2020, "end")),
    ("市财政局核定本区2019年的政府债务限额为", DebtFact(C.LIMIT, TOTAL, 2019, "end", APPROVED)),
    ("市财政局核定的债务限额", DebtFact(C.LIMIT, TOTAL, 2022, "end", APPROVED)),
    ("实际执行的债务限额", DebtFact(C.LIMIT, TOTAL, 2022, "end")),
    ("建议按192.1亿元核定本区2023年地方政府债务限额", DebtFact(C.LIMIT, TOTAL, 2023, "end")),
    ("其中：一般债务限额", DebtFact(C.LIMIT, GENERAL, 2022, "end")),
    ("新增专项 债务限额", DebtFact(C.NEW_LIMIT, SPECIAL, 2022)),
    ("市财政局下达本区2023年新增地方政府债 务限额", DebtFact(C.NEW_LIMIT, TOTAL, 2023)),
    ("使用2023年新增债务限额", DebtFact(C.NEW_LIMIT, TOTAL, 2023, "flow", USED)),
    ("2022年专项债务结存限额空间", DebtFact(C.SURPLUS_LIMIT, SPECIAL, 2022, "end")),
    ("使用2022年专项债务结存限额1空间", DebtFact(C.SURPLUS_LIMIT, SPECIAL, 2022, "end", USED)),
    ("预计2023年末本区地方政府债务余额", DebtFact(C.BALANCE, TOTAL, 2023, "end")),
    ("截至2023年12月底，专项债务余额为", DebtFact(C.BALANCE, SPECIAL, 2023, "end")),
    ("2023年初债务余额", DebtFact(C.BALANCE, TOTAL, 2023, "start")),
    ("上年末地方政府债务余额", DebtFact(C.BALANCE, TOTAL, 2021, "end")),
    ("2023年末地方政府债务余额决算数", DebtFact(C.BALANCE, TOTAL, 2023, "end")),
    ("本次新增一般债券", DebtFact(C.NEW_BONDS, GENERAL, 2022)),
    ("市财政局下达本区2023年新增地方政府债券额度", DebtFact(C.NEW_BONDS, TOTAL, 2023)),
    ("2023年再融资债券额度", DebtFact(C.REFINANCING_BONDS, TOTAL, 2023)),
    ("2020年市政府下达我区地方政府再融资债券", DebtFact(C.REFINANCING_BONDS, TOTAL, 2020)),
    ("再融资专项债券", DebtFact(C.REFINANCING_BONDS, SPECIAL, 2022)),
    ("市财政局下达本区2023年地方政府债券额度", DebtFact(C.BOND_QUOTA, TOTAL, 2023)),
    ("新增债券和再融资债券合计", DebtFact(C.BOND_QUOTA, TOTAL, 2022)),
    ("2020年到期债券本金为", DebtFact(C.MATURING_PRINCIPAL, TOTAL, 2020)),
    ("政府债券预计还本", DebtFact(C.MATURING_PRINCIPAL, TOTAL, 2022)),
    ("一般债券还本", DebtFact(C.MATURING_PRINCIPAL, GENERAL, 2022)),
    ("地方政府专项债务还本支出", DebtFact(C.MATURING_PRINCIPAL, SPECIAL, 2022)),
    ("政府债券预计付息", DebtFact(C.INTEREST, TOTAL, 2022)),
    ("专项债券付息", DebtFact(C.INTEREST, SPECIAL, 2022)),
    ("2023年本区政府债券预计还本付息金额共计", DebtFact(C.REPAYMENT_AND_INTEREST, TOTAL, 2023)),
    ("抗疫特别国债", DebtFact(C.SPECIAL_TREASURY, TOTAL, 2022)),
    ("超长期特别国债资金", DebtFact(C.SPECIAL_TREASURY, TOTAL, 2022)),
    ("“地方政府一般债务转贷收入”", DebtFact(C.ONLENDING_RECEIPTS, GENERAL, 2022)),
)

SILENT = (
    "",
    "城乡社区支出",
    "政府债务率",
    "一般债务",
    "专项债券",
    "债务还本支出",
    "隐性债务余额",
    "2023年9月末债务余额",
    "债务限额和余额",
    "抗疫特别国债、新增债券和再融资债券合计",
    "地方政府债券额度和抗疫特别国债资金",
    "抗疫特别国债安排的支出",
    "专项债券项目",
    "提前下达2024年新增债务限额",
    "国有土地使用权出让金债务还本支出",
    "新增债务限额增长",
    "提前批新增债务限额",
    "安排新增专项债券资金",
    "企业债券余额",
    "城市基础设施配套费对应专项债务收入安排的支出",
)

INHERITED: tuple[tuple[str, str, str, DebtFact | None], ...] = (
    # label, label of the whole, words before it, fact
    ("一般债务", "2022年地方政府债务限额", "", DebtFact(C.LIMIT, GENERAL, 2022, "end")),
    ("专项债务", "预计2023年末债务余额", "", DebtFact(C.BALANCE, SPECIAL, 2023, "end")),
    ("专项债券", "2023年再融资债券额度", "", DebtFact(C.REFINANCING_BONDS, SPECIAL, 2023)),
    ("一般债券", "2023年地方政府债券额度", "", DebtFact(C.BOND_QUOTA, GENERAL, 2023)),
    ("一般债务", "市财政局核定2020年债务限额", "", DebtFact(C.LIMIT, GENERAL, 2020, "end", APPROVED)),
    ("新增一般债务限额", "2023年新增债务限额", "", DebtFact(C.NEW_LIMIT, GENERAL, 2023)),
    ("专项债券", "2020年抗疫特别国债", "", None),
    ("专项债券", "2020年新增一般债券", "", None),
    ("专项债券", "", "2022年末债务余额1亿元，新增一般债券2亿元、", DebtFact(C.NEW_BONDS, SPECIAL, 2022)),
    ("一般债券", "", "新增专项债券3亿元和再融资债券5亿元（", DebtFact(C.REFINANCING_BONDS, GENERAL, 2022)),
    ("专项债券", "", "新增债券（使用新增限额7亿元）8亿元，其中：", DebtFact(C.NEW_BONDS, SPECIAL, 2022)),
    ("一般债券", "", "地方政府债券额度和抗疫特别国债资金共41亿元，其中：", DebtFact(C.BONDS, GENERAL, 2022)),
    (
        "专项债务",
        "",
        "批准2023年地方政府债务限额为9亿元，其中：一般债务4亿元、",
        DebtFact(C.LIMIT, SPECIAL, 2023, "end"),
    ),
    ("专项债券", "", "新增债券8亿元。", None),
    ("一般债务", "", "其中提前批新增债务限额3亿元，其中", None),
    ("新增专项债券资金", "", "教育支出增长，安排", None),
    ("一般债务", "", "2021年末地方政府债务余额9亿元，其中：", DebtFact(C.BALANCE, GENERAL, 2021, "end")),
    ("一般债务", "", "截至6月末债务余额9亿元，其中：", None),
    ("债务还本支出", "", "2022年政府性基金预算支出表", DebtFact(C.MATURING_PRINCIPAL, SPECIAL, 2022)),
    ("债务转贷收入", "", "2022年一般公共预算收入表", DebtFact(C.ONLENDING_RECEIPTS, GENERAL, 2022)),
    ("本区政府债务余额", "", "截至2021年末，", DebtFact(C.BALANCE, TOTAL, 2021, "end")),
    ("本区政府债务余额", "", "截至2022年6月末，", None),
    ("一般债务限额", "下达新增债务限额", "", DebtFact(C.NEW_LIMIT, GENERAL, None)),
    ("政府债务限额", "", "2022年初，我市", DebtFact(C.LIMIT, TOTAL, 2022, "start")),
    ("政府债务限额", "", "2022年初，新增债务限额1亿元，2022年末，我市", DebtFact(C.LIMIT, TOTAL, 2022, "end")),
    ("政府债务限额", "", "年初核定的", DebtFact(C.LIMIT, TOTAL, 2022, "end")),
    ("本区债务限额", "", "鉴于市政府批准", DebtFact(C.LIMIT, TOTAL, 2022, "end", APPROVED)),
)


@pytest.mark.parametrize(("label", "fact"), PLAIN)
def test_names_that_say_everything(label: str, fact: DebtFact) -> None:
    """A full noun phrase gives its fact; the year spoken of (2022) stands in where it names none."""
    assert recognise(label, year=2022) == fact


@pytest.mark.parametrize("label", SILENT)
def test_names_that_say_too_little_or_something_else(label: str) -> None:
    """Rates, mixtures, parts of quotas, other debts and bare kinds without a whole are no facts."""
    assert recognise(label, year=2022) is None


@pytest.mark.parametrize(("label", "whole", "context", "fact"), INHERITED)
def test_names_that_lean_on_others(label: str, whole: str, context: str, fact: DebtFact | None) -> None:
    """A bare kind takes concept, year and qualifier from its whole, or the concept from its sentence."""
    assert recognise(label, recognise(whole) if whole else None, 2022, context) == fact


def test_a_limit_handed_down_under_the_topic_of_new_limits_is_a_new_limit() -> None:
    """新增 is said once, in the topic; a limit of a named year or 总限额 stays a limit."""
    topic = "三是新增地方政府债务限额下达情况。"
    assert recognise("下达市本级债务限额", year=2025, topic=topic) == DebtFact(C.NEW_LIMIT, TOTAL, 2025)
    assert recognise("市本级债务总限额", year=2025, topic=topic) == DebtFact(C.LIMIT, TOTAL, 2025, "end")
    assert recognise("下达市本级债务限额", year=2025) == DebtFact(C.LIMIT, TOTAL, 2025, "end")


LEVELS = (
    ("全市债务余额", Level.WHOLE),
    ("我市政府债务限额", Level.WHOLE),
    ("我市本级政府债务限额", Level.OWN),
    ("自治区下达全市政府法定债务限额", Level.WHOLE),
    ("省级下达某市政府债务限额", None),
    ("市财政局下达本区新增债务限额", Level.WHOLE),
    ("县级政府债务限额", Level.BELOW),
    ("各县区债务余额", Level.BELOW),
    ("补助下级支出", None),
    ("债务率高于全市平均", None),
)


@pytest.mark.parametrize(("clause", "level"), LEVELS)
def test_whose_debt_a_clause_speaks_of(clause: str, level: Level | None) -> None:
    """The level that a clause of a city's report names; who hands a limit down is not whose limit it is."""
    assert level_named(clause, highest_rank("全市债务限额，其中：市本级")) is level


BEFORE = (
    ("全市债务年初余额3亿元，新增1亿元(一般债券1亿元)，年末", Level.WHOLE),
    ("全市债务限额3亿元，其中：市本级债务", Level.OWN),
    ("全市债务限额3亿元，其中：市本级1亿元，债务余额", None),
    ("批准市本级全年举借债务规模。具体额度为新增债务限额", Level.OWN),
    ("落实市级责任。债务余额", None),
    ("债务余额", None),
)


@pytest.mark.parametrize(("words", "level"), BEFORE)
def test_levels_pass_from_clause_to_clause(words: str, level: Level | None) -> None:
    """A clause that names no level has that of the one before, unless a list of parts has ended between."""
    assert level_before(words, 3) is level


def test_headings_give_a_level_unless_they_name_a_district() -> None:
    """Below 市本级 the figures are its own; below a new town's heading nobody knows."""
    assert level_of_headings(("二、市本级预算", "2.政府性基金")) is Level.OWN
    assert level_of_headings(("二、市本级预算", "(七)某新城预算草案", "1.一般公共预算")) is None


WORDS = (
    *("新增", "一般", "专项", "债务", "债券", "限额", "余额", "2023年", "末", "再融资", "到期", "还本", "付息", "本金"),
    *("，", "（", "。", "国债", "使用"),
)
ANYTHING = st.text(max_size=30) | st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


@given(
    ANYTHING, ANYTHING, st.none() | st.sampled_from([fact for _, fact in PLAIN]), st.none() | st.integers(1900, 2100)
)
def test_any_words_are_a_fact_or_none(label: str, context: str, whole: DebtFact | None, year: int | None) -> None:
    """No words raise; a stock speaks of a moment and a flow of a year."""
    fact = recognise(label, whole, year, context)
    if fact is not None:
        stock = fact.concept in (C.LIMIT, C.BALANCE, C.SURPLUS_LIMIT)
        assert fact.when in (("start", "end") if stock else ("flow",))


def _facts(year: int, *amounts: tuple[str, str]) -> dict[DebtFact, Decimal]:
    found: dict[DebtFact, Decimal] = {}
    for label, amount in amounts:
        fact = recognise(label, year=year)
        assert fact is not None, label
        found[fact] = Decimal(amount)
    return found


REPORT_2023 = _facts(
    2023,
    ("2022年债务限额", "185.1"),
    ("2022年一般债务限额", "99.2"),
    ("2022年专项债务限额", "85.9"),
    ("2022年末债务余额", "126.8"),
    ("2022年末一般债务余额", "63.5"),
    ("2022年末专项债务余额", "63.3"),
    ("新增债务限额", "7.0"),
    ("新增一般债务限额", "5.6"),
    ("新增专项债务限额", "1.4"),
    ("债务限额", "192.1"),
    ("一般债务限额", "104.8"),
    ("专项债务限额", "87.3"),
    ("使用2022年专项债务结存限额空间", "1.8"),
    ("债券额度", "14.6"),
    ("新增债券", "8.8"),
    ("新增一般债券", "5.6"),
    ("新增专项债券", "3.2"),
    ("再融资债券", "5.8"),
    ("再融资一般债券", "3.8"),
    ("再融资专项债券", "2.0"),
    ("到期债券本金", "11.3"),
    ("一般债券还本", "3.9"),
    ("专项债券还本", "7.4"),
    ("政府债券付息", "3.9"),
    ("一般债券付息", "2.0"),
    ("专项债券付息", "1.9"),
    ("政府债券还本付息", "15.2"),
    ("2023年末债务余额", "130.1"),
)
REPORT_2020 = _facts(
    2020,
    ("2019年末债务余额", "744306"),
    ("到期债券本金", "96487"),
    ("新增一般债券", "100000"),
    ("新增专项债券", "56000"),
    ("再融资债券", "59000"),
    ("再融资一般债券", "55000"),
    ("再融资专项债券", "4000"),
    ("2020年末债务余额", "862819"),
    ("市财政局核定的债务限额", "1510000"),
    ("债务限额", "1354000"),
    ("一般债务限额", "748000"),
    ("专项债务限额", "606000"),
    ("地方政府一般债务还本支出", "57543"),
    ("地方政府专项债务还本支出", "38944"),
    ("地方政府一般债务转贷收入", "155000"),
)


def _holds(instance: Instance, amounts: dict[DebtFact, Decimal]) -> bool:
    sums = dict.fromkeys(Role, Decimal(0))
    for role, fact, weight in instance.terms:
        sums[role] += weight * amounts[fact]
    if instance.identity.kind is Kind.BALANCE:
        return sums[Role.TOTAL] == sums[Role.PART]
    return sums[Role.LESSER] <= sums[Role.GREATER]


@pytest.mark.parametrize(("amounts", "least"), [(REPORT_2023, 34), (REPORT_2020, 13)])
def test_every_law_holds_in_sound_reports(amounts: dict[DebtFact, Decimal], least: int) -> None:
    """In reports whose figures agree, every law for which all figures are printed holds, and most laws find figures."""
    found = instances(amounts)
    assert [each.identity.name for each in found if not _holds(each, amounts)] == []
    assert len(found) >= least


EXPECTED = (
    (2023, "limit: total = general + special"),
    (2023, "limit = last limit + new limit (general)"),
    (2023, "balance rolls forward (total)"),
    (2023, "balance rolls forward by bond-quota (total)"),
    (2023, "new bonds = new limit + surplus used (special)"),
    (2023, "new bonds = new limit + special surplus used"),
    (2023, "new bonds = new limit (general)"),
    (2023, "computed balance ≤ limit (special)"),
    (2023, "surplus used ≤ last limit − balance (special)"),
    (2023, "repayment and interest (total)"),
    (2022, "balance ≤ limit (general)"),
    (2020, "balance rolls forward (total)"),
    (2020, "maturing-principal: total = general + special"),
    (2020, "refinancing ≤ maturing (general)"),
    (2020, "adopted limit ≤ approved limit (total)"),
    (2020, "balance ≤ approved limit (total)"),
    (2020, "new bonds ≤ limit − opening (total)"),
)


@pytest.mark.parametrize(("year", "name"), EXPECTED)
def test_the_laws_that_readers_check(year: int, name: str) -> None:
    """Each law that a committee's reader applies to such reports is found for its year."""
    found = {(each.year, each.identity.name) for each in (*instances(REPORT_2023), *instances(REPORT_2020))}
    assert (year, name) in found


def test_laws_hold_within_one_level() -> None:
    """The balance of all is not held against the limit of one level, whatever else is known."""
    known = (DebtFact(C.BALANCE, TOTAL, 2023, "end", level="whole"), DebtFact(C.LIMIT, TOTAL, 2023, "end", level="own"))
    assert instances(known) == ()
    own = DebtFact(C.BALANCE, TOTAL, 2023, "end", level="own")
    assert [each.identity.name for each in instances((*known, own))] == ["balance ≤ limit (total)"]


def test_an_opening_limit_is_last_years_end() -> None:
    """The limit at the start plus the new limit is the limit at the end; the closing balance is not held to it."""
    opening, closing = DebtFact(C.LIMIT, TOTAL, 2023, "start"), DebtFact(C.LIMIT, TOTAL, 2023, "end")
    new, balance = DebtFact(C.NEW_LIMIT, TOTAL, 2023), DebtFact(C.BALANCE, TOTAL, 2023, "end")
    names = {each.identity.name for each in instances((opening, closing, new))}
    assert names == {"limit = last limit + new limit (total)"}
    assert instances((opening, balance)) == ()


def test_bonds_that_replace_other_debt_suspend_the_roll_forward() -> None:
    """Whether 再融资债券 includes the bonds told apart as replacing other debt is not known, so nothing is claimed."""
    flows = [DebtFact(c, TOTAL, 2023) for c in (C.NEW_BONDS, C.REFINANCING_BONDS, C.MATURING_PRINCIPAL)]
    stocks = [DebtFact(C.BALANCE, TOTAL, year, "end") for year in (2022, 2023)]
    replacing = DebtFact(C.REFINANCING_BONDS, TOTAL, 2023, qualifier=REPLACING)
    assert "balance rolls forward (total)" in {each.identity.name for each in instances((*stocks, *flows))}
    assert "balance rolls forward (total)" not in {i.identity.name for i in instances((*stocks, *flows, replacing))}


@pytest.mark.parametrize(("year", "binding"), [(2019, True), (2022, True), (2023, False), (2024, False)])
def test_refinancing_within_maturing_binds_until_2022(year: int, binding: bool) -> None:
    """Since 2023 special refinancing bonds replace other debt as well, so that an excess says nothing."""
    facts = (DebtFact(C.REFINANCING_BONDS, TOTAL, year), DebtFact(C.MATURING_PRINCIPAL, TOTAL, year))
    assert [each.binding for each in instances(facts)] == [binding]


def test_a_missing_total_is_made_of_its_kinds() -> None:
    """Where only general and special bonds are printed, both stand in for the total of the roll-forward."""
    rolled = [each for each in instances(REPORT_2020) if each.identity.name == "balance rolls forward (total)"]
    assert [fact.kind for _, fact, _ in rolled[0].terms if fact.concept is C.NEW_BONDS] == [GENERAL, SPECIAL]


def test_approved_and_adopted_limits_are_two_facts() -> None:
    """The limit fixed above and the limit adopted may differ in one year, so they are never one fact."""
    limits = [fact for fact in REPORT_2020 if fact.concept is C.LIMIT and fact.kind is TOTAL]
    assert sorted(fact.qualifier for fact in limits) == ["", APPROVED]


def test_surplus_use_suspends_the_plain_law() -> None:
    """New special bonds need not equal the new special limit once a limit left over is drawn on."""
    names = {each.identity.name for each in instances(REPORT_2023)}
    assert names.isdisjoint({"new bonds = new limit (special)", "new bonds = new limit (total)"})


def test_an_opening_balance_is_last_years_end() -> None:
    """A balance at the start of a year serves as the closing balance of the year before."""
    opening = DebtFact(C.BALANCE, TOTAL, 2023, "start")
    flows = [DebtFact(c, TOTAL, 2023) for c in (C.NEW_BONDS, C.REFINANCING_BONDS, C.MATURING_PRINCIPAL)]
    facts = [opening, DebtFact(C.BALANCE, TOTAL, 2023, "end"), *flows]
    assert "balance rolls forward (total)" in {each.identity.name for each in instances(facts)}


def test_laws_are_well_formed_data() -> None:
    """Names are distinct, every law has a source and both sides, and national bonds appear in none."""
    laws = identities()
    assert len({law.name for law in laws}) == len(laws)
    for law in laws:
        roles = {term.role for term in law.terms}
        sides = {Role.TOTAL, Role.PART} if law.kind is Kind.BALANCE else {Role.LESSER, Role.GREATER}
        assert law.source and roles == sides, law.name
        assert all(term.concept is not C.SPECIAL_TREASURY for term in law.terms)
