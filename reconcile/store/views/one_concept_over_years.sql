-- Every sum of yuan with what it measures, to be followed over the years: ask for a concept, a place.
SELECT f.place, f.concept, f.label, f.budget, f.level, f.year, f.stage, f.yuan, f.printed, f.unit, f.source, d.path,
       f.page, f.table_id, f."row", f."column", f.verified
FROM store.figures f JOIN store.documents d USING (document_id)
WHERE f.measure IN ('amount', 'to') AND f.yuan IS NOT NULL AND f.year IS NOT NULL
