-- Limit and balance at the end of every year, by place, level and kind of debt: of what the documents say, what is
-- settled before what was expected, then what most of them say, then the more exact number. `numbers` says how many
-- different ones there are.
WITH stocks AS (
  SELECT place, CASE WHEN debt_when = 'start' THEN year - 1 ELSE year END AS year, level, debt_kind AS kind, debt, yuan,
         bool_or(settled) AS settled, count(*) AS said, count(DISTINCT document_id) AS documents,
         max(length(ltrim(printed, '-0.'))) AS digits, min(document_id) AS document_id
  FROM store.figures
  WHERE settled IS NOT NULL AND debt IN ('limit', 'balance') AND yuan IS NOT NULL AND year IS NOT NULL AND place <> ''
  GROUP BY ALL
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
SELECT s.place, s.year, s.level, s.kind, s.limit_yuan, s.balance_yuan, s.limit_yuan - s.balance_yuan AS room_yuan,
       s.balance_yuan > s.limit_yuan AS over_limit, s.limit_numbers, s.balance_numbers,
       l.path AS limit_path, b.path AS balance_path
FROM sides s
LEFT JOIN store.documents l ON l.document_id = s.limit_document
LEFT JOIN store.documents b ON b.document_id = s.balance_document
