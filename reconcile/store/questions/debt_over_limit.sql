-- 债务超限额
-- zh: 哪些地方、哪一年的债务余额超过限额
-- en: where the balance of debt exceeds the limit
-- argument: 年 year integer
SELECT place AS 地区, year AS 年度, said('level', level) AS 级次, said('debt', kind) AS 种类, limit_yuan AS 限额, balance_yuan AS 余额,
       balance_yuan - limit_yuan AS 超出, limit_path AS 限额出处, balance_path AS 余额出处
FROM debt_by_place_and_year
WHERE over_limit AND ($year IS NULL OR year = $year)
ORDER BY balance_yuan - limit_yuan DESC, place, year, level, kind
