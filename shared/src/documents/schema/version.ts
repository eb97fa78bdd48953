/**
 * Version of the editor's schema. A browser that runs an older one opens documents for reading only: it would delete
 * what it does not know. Raise it with every change of `editorExtensions`; the test holds the fingerprint.
 */
export const SCHEMA_VERSION = 2
