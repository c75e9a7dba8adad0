"""The store: what judging found in many documents, as Parquet tables with exact decimals that SQL can be asked of."""
