-- 问题清单
-- zh: 全部错误和提醒，附出处
-- en: all errors and warnings with their places
-- argument: 年 year integer
-- argument: 地区 place text
-- argument: 编号 code text
SELECT place AS 地区, year AS 年度, path AS 文件, said('severity', severity) AS 程度, code AS 编号, page AS 页, line AS 行, message AS 说明
FROM findings
WHERE NOT possible AND severity <> 'note' AND ($year IS NULL OR year = $year)
  AND ($place IS NULL OR contains(place, $place)) AND ($code IS NULL OR code = upper($code))
ORDER BY severity, confidence DESC, place, year, path, finding
