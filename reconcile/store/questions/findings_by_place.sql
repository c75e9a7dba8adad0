-- 各地问题数
-- zh: 各地各年有几处错误、几处提醒
-- en: errors and warnings by place and year
-- argument: 年 year integer
SELECT place AS 地区, year AS 年度, count(DISTINCT document_id) AS 文件,
       count(*) FILTER (severity = 'error') AS 错误, count(*) FILTER (severity = 'warning') AS 提醒
FROM findings
WHERE NOT possible AND ($year IS NULL OR year = $year)
GROUP BY place, year
ORDER BY 错误 DESC, 提醒 DESC, place, year
