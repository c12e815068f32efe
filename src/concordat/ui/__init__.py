"""The page kit: layout, components, form rendering, tables and charts. It knows no model."""
