/**
 * A declared failure: a code and its facts. The sentence with the next thing
 * to do lives in the resource files of whoever shows it.
 */
export class Failure extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, facts?: Record<string, unknown>) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.facts = facts;
  }
}

export function notFound(entity: string, id: string | number): Failure {
  return new Failure('NOT_FOUND', { entity, id });
}

/** Storage codes of SQLite and of the file system, as common failures. */
export function storageFailureOf(error: unknown): Failure | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A quota answers with a write error where a full disk answers FULL; both mean the same to the operator.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'ENOSPC' || code === 'EDQUOT')
    return new Failure('STORAGE_FULL');
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new Failure('STORAGE_READ_ONLY');
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new Failure('STORAGE_CORRUPT');
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new Failure('STORAGE_BUSY');
  return null;
}
