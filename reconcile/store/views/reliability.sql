-- How far each document was read and checked: of a thousand figures so many are verified.
WITH told AS (
  SELECT document_id, count(*) FILTER (NOT possible AND severity = 'error') AS errors,
         count(*) FILTER (NOT possible AND severity = 'warning') AS warnings, count(*) FILTER (possible) AS possible
  FROM store.findings GROUP BY document_id
), noted AS (
  SELECT document_id, count(*) AS notes, string_agg(DISTINCT code, ' ' ORDER BY code) AS note_codes
  FROM store.notes GROUP BY document_id
)
SELECT d.place, d.year, d.path, d.state, d.reason, d.format, d.pages, d.tables, d.figures, d.bound, d.verified,
       CASE WHEN d.figures > 0 THEN d.verified * 1000 // d.figures END AS verified_of_1000,
       coalesce(t.errors, 0) AS errors, coalesce(t.warnings, 0) AS warnings, coalesce(t.possible, 0) AS possible,
       coalesce(n.notes, 0) AS notes, coalesce(n.note_codes, '') AS note_codes
FROM store.documents d LEFT JOIN told t USING (document_id) LEFT JOIN noted n USING (document_id)
