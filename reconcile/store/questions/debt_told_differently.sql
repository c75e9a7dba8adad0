-- 债务说法不一
-- zh: 同一地方、同一年末的限额或余额，各文件说法不一
-- en: limits and balances of which documents tell different numbers
-- argument: 年 year integer
-- argument: 地区 place text
SELECT place AS 地区, year AS 年度, said('level', level) AS 级次, said('debt', kind) AS 种类, limit_yuan AS 限额, limit_numbers AS 限额说法,
       balance_yuan AS 余额, balance_numbers AS 余额说法
FROM debt_by_place_and_year
WHERE (limit_numbers > 1 OR balance_numbers > 1)
  AND ($year IS NULL OR year = $year) AND ($place IS NULL OR contains(place, $place))
ORDER BY place, year, level, kind
