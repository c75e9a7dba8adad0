-- 历年
-- zh: 一个项目历年的数字
-- en: one item over the years
-- argument: 项目 item text required
-- argument: 地区 place text
-- argument: 年 year integer
SELECT place AS 地区, year AS 年度, said('stage', stage) AS 阶段, said('budget', budget) AS 预算, said('level', level) AS 级次, label AS 项目, yuan AS 元, printed AS 原文, unit AS 单位,
       path AS 文件, page AS 页
FROM one_concept_over_years
WHERE contains(label, $item) AND ($place IS NULL OR contains(place, $place)) AND ($year IS NULL OR year = $year)
ORDER BY place, label, year, stage, path, page
