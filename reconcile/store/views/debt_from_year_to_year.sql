-- Limit and balance of one year's end as a document of one dossier settles it, beside what the next document of another
-- dossier says of it: what YER03 holds against one another inside a dossier, here by key, without a document in memory.
-- They agree where the intervals of both printed numbers meet. A document that says two numbers itself says none here.
WITH told AS (
  SELECT place, CASE WHEN debt_when = 'start' THEN year - 1 ELSE year END AS year, level, debt_kind AS kind, debt,
         dossier_id, document_id, min(yuan) AS yuan, max(slack) AS slack, min(printed) AS printed, min(unit) AS unit,
         min(page) AS page
  FROM store.figures
  WHERE settled AND debt IN ('limit', 'balance') AND slack IS NOT NULL AND yuan IS NOT NULL AND year IS NOT NULL
    AND place <> ''
  GROUP BY ALL
  HAVING count(DISTINCT yuan) = 1
), dated AS (
  SELECT t.*, d.path, d.year AS document_year, d.unit_of
  FROM told t JOIN store.documents d USING (document_id)
  WHERE d.unit_of = ''
), paired AS (
  SELECT *, lag(struct_pack(yuan, slack, printed, unit, page, path, document_year, dossier_id)) OVER (
           PARTITION BY place, year, level, kind, debt ORDER BY document_year, path, document_id) AS earlier
  FROM dated
)
SELECT place, year, level, kind, debt, earlier.yuan AS earlier_yuan, yuan AS later_yuan,
       yuan - earlier.yuan AS difference, earlier.slack + slack AS slack,
       abs(yuan - earlier.yuan) <= earlier.slack + slack AS agrees,
       earlier.printed || earlier.unit AS earlier_printed, printed || unit AS later_printed,
       earlier.path AS earlier_path, earlier.page AS earlier_page, path AS later_path, page AS later_page
FROM paired
WHERE earlier IS NOT NULL AND earlier.dossier_id <> dossier_id
