-- Every finding and possible difference with its document.
SELECT d.place, d.year, d.path, f.severity, f.code, f.category, f.possible, f.confidence, f.message, f.working,
       f.page, f.line, f.sheet, f.cell, f.table_id, f."row", f."column", f.suspect, f.suggested, f.finding, f.relation,
       d.kind, d.dossier, f.document_id, f.dossier_id
FROM store.findings f JOIN store.documents d USING (document_id)
