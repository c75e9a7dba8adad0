-- 各市余额
-- zh: 各地年末的债务限额和余额（元）
-- en: limit and balance of debt by place and year, in yuan
-- argument: 年 year integer
-- argument: 地区 place text
SELECT place AS 地区, year AS 年度, said('level', level) AS 级次, said('debt', kind) AS 种类, limit_yuan AS 限额, balance_yuan AS 余额,
       room_yuan AS 剩余空间, balance_numbers AS 余额说法, balance_path AS 余额出处
FROM debt_by_place_and_year
WHERE ($year IS NULL OR year = $year) AND ($place IS NULL OR contains(place, $place))
ORDER BY place, year, level, kind
