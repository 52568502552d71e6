"""The only SQL of SoTecIn Graph: schema, stores, the writer and migrations."""
