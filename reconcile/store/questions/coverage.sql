-- 核对覆盖
-- zh: 每一类核对用了几次，结果如何
-- en: how often every check applied and how it came out
SELECT code AS 编号, documents AS 文件, relations AS 关系, exact AS 一致, rounding AS 四舍五入, broken AS 不一致,
       undecided AS 无法判断, errors AS 错误, warnings AS 提醒, notes AS 提示, possible AS 可能的差异
FROM coverage_by_check
ORDER BY code
