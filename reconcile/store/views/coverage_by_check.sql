-- How often every check applied and how it came out.
WITH told AS (
  SELECT code, count(*) FILTER (NOT possible AND severity = 'error') AS errors,
         count(*) FILTER (NOT possible AND severity = 'warning') AS warnings,
         count(*) FILTER (NOT possible AND severity = 'note') AS notes, count(*) FILTER (possible) AS possible
  FROM store.findings GROUP BY code
), related AS (
  SELECT code, count(*) AS relations, count(DISTINCT document_id) AS documents,
         count(*) FILTER (verdict = 'exact') AS exact, count(*) FILTER (verdict = 'rounding') AS rounding,
         count(*) FILTER (verdict = 'broken') AS broken, count(*) FILTER (verdict = 'undecided') AS undecided
  FROM store.relations GROUP BY code
)
SELECT code, coalesce(documents, 0) AS documents, coalesce(relations, 0) AS relations, coalesce(exact, 0) AS exact,
       coalesce(rounding, 0) AS rounding, coalesce(broken, 0) AS broken, coalesce(undecided, 0) AS undecided,
       coalesce(errors, 0) AS errors, coalesce(warnings, 0) AS warnings, coalesce(notes, 0) AS notes,
       coalesce(possible, 0) AS possible
FROM related FULL JOIN told USING (code)
