-- 文件一览
-- zh: 有哪些地方、哪些年度的文件
-- en: which places and years there are documents of
-- argument: 地区 place text
SELECT place AS 地区, year AS 年度, kind AS 类型, path AS 文件, pages AS 页数, tables AS 表, figures AS 数字
FROM documents
WHERE state = 'judged' AND ($place IS NULL OR contains(place, $place))
ORDER BY place, year, path
