-- 债务跨年衔接
-- zh: 不同案卷的文件对同一年末限额或余额的说法对不上的
-- en: limits and balances of which documents of different dossiers do not agree
-- argument: 年 year integer
-- argument: 地区 place text
SELECT place AS 地区, year AS 年度, said('level', level) AS 级次, said('debt', kind) AS 种类, said('stock', debt) AS 项目,
       earlier_printed AS 前一文件, later_printed AS 后一文件, difference AS 相差元, earlier_path AS 前一出处,
       earlier_page AS 前一页, later_path AS 后一出处, later_page AS 后一页
FROM debt_from_year_to_year
WHERE NOT agrees AND ($year IS NULL OR year = $year) AND ($place IS NULL OR contains(place, $place))
ORDER BY place, year, level, kind, debt, later_path
