"""One function per thing a person does; each owns its transaction and answers plain rows."""
