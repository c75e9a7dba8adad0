-- 可信程度
-- zh: 每份文件读到多少数、核对到多少
-- en: how far each document was read and checked
-- argument: 年 year integer
-- argument: 地区 place text
SELECT place AS 地区, year AS 年度, path AS 文件, said('state', state) AS 状态, figures AS 数字, bound AS 有关系, verified AS 相符,
       verified_of_1000 AS 千分之几相符, errors AS 错误, warnings AS 提醒, notes AS 读取说明
FROM reliability
WHERE state = 'judged' AND ($year IS NULL OR year = $year) AND ($place IS NULL OR contains(place, $place))
ORDER BY verified_of_1000, path
