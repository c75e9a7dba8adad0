-- Limit and balance at the end of every year, by place, level and kind of debt. Where one document tells both, with one
-- number each, both are its own: documents of different dates may speak of different limits. Of several such documents
-- the one that settles them counts, then the latest. Else each side is what is settled before what was expected, then
-- what most documents say, then the more exact number. `numbers` says how many different ones there are. Whether the
-- limit is exceeded is told only of numbers of one document, and only beyond what rounding explains.
WITH told AS (
  SELECT place, CASE WHEN debt_when = 'start' THEN year - 1 ELSE year END AS year, level, debt_kind AS kind, debt,
         document_id, yuan, bool_or(settled) AS settled, count(*) AS said, max(coalesce(slack, 0)) AS slack,
         max(length(ltrim(printed, '-0.'))) AS digits
  FROM store.figures
  WHERE settled IS NOT NULL AND debt IN ('limit', 'balance') AND yuan IS NOT NULL AND year IS NOT NULL AND place <> ''
  GROUP BY ALL
), single AS (
  SELECT place, year, level, kind, debt, document_id, min(yuan) AS yuan, bool_or(settled) AS settled, max(slack) AS slack
  FROM told GROUP BY place, year, level, kind, debt, document_id HAVING count(*) = 1
), pairs AS (
  SELECT l.place, l.year, l.level, l.kind, l.document_id, l.yuan AS limit_yuan, b.yuan AS balance_yuan,
         b.yuan - b.slack > l.yuan + l.slack AS over_limit,
         row_number() OVER (
           PARTITION BY l.place, l.year, l.level, l.kind
           ORDER BY l.settled::INT + b.settled::INT DESC, d.year DESC NULLS LAST, d.path) AS rank
  FROM single l
  JOIN single b USING (place, year, level, kind, document_id)
  JOIN store.documents d USING (document_id)
  WHERE l.debt = 'limit' AND b.debt = 'balance'
), stocks AS (
  SELECT place, year, level, kind, debt, yuan, bool_or(settled) AS settled, sum(said) AS said,
         count(DISTINCT document_id) AS documents, max(digits) AS digits, min(document_id) AS document_id
  FROM told GROUP BY place, year, level, kind, debt, yuan
), chosen AS (
  SELECT *, row_number() OVER (
           PARTITION BY place, year, level, kind, debt
           ORDER BY settled DESC, documents DESC, said DESC, digits DESC, yuan DESC) AS rank,
         count(*) OVER (PARTITION BY place, year, level, kind, debt) AS numbers
  FROM stocks
), sides AS (
  SELECT place, year, level, kind,
         max(yuan) FILTER (debt = 'limit') AS limit_yuan, max(yuan) FILTER (debt = 'balance') AS balance_yuan,
         max(numbers) FILTER (debt = 'limit') AS limit_numbers, max(numbers) FILTER (debt = 'balance') AS balance_numbers,
         max(document_id) FILTER (debt = 'limit') AS limit_document,
         max(document_id) FILTER (debt = 'balance') AS balance_document
  FROM chosen WHERE rank = 1
  GROUP BY ALL
)
SELECT s.place, s.year, s.level, s.kind, coalesce(p.limit_yuan, s.limit_yuan) AS limit_yuan,
       coalesce(p.balance_yuan, s.balance_yuan) AS balance_yuan,
       coalesce(p.limit_yuan, s.limit_yuan) - coalesce(p.balance_yuan, s.balance_yuan) AS room_yuan,
       p.over_limit, s.limit_numbers, s.balance_numbers, l.path AS limit_path, b.path AS balance_path
FROM sides s
LEFT JOIN pairs p ON p.rank = 1 AND p.place = s.place AND p.year = s.year AND p.level = s.level AND p.kind = s.kind
LEFT JOIN store.documents l ON l.document_id = coalesce(p.document_id, s.limit_document)
LEFT JOIN store.documents b ON b.document_id = coalesce(p.document_id, s.balance_document)
