-- 没有核对成的文件
-- zh: 哪些文件没有核对，为什么
-- en: files that were not judged, and why
SELECT path AS 文件, said('state', state) AS 状态, said('reason', reason) AS 原因
FROM documents
WHERE state <> 'judged'
ORDER BY state, path
