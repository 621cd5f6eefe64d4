import { oc } from '@orpc/contract';
import * as z from 'zod';
import type { Permission } from '#shared/features/auth/permissions.ts';

/**
 * What a procedure does to the data:
 * - `query` reads through a read-only handle,
 * - `command` writes in one transaction together with its journal entries,
 * - `job` starts long work that reports progress and can be cancelled,
 * - `stream` is an event iterator that lives as long as the page listens.
 */
export type ProcedureKind = 'query' | 'command' | 'job' | 'stream';

/** `public` answers before sign-in; `signed-in` asks for a session but no particular right. */
export type Access = Permission | 'public' | 'signed-in';

export interface ProcedureMeta {
  kind: ProcedureKind;
  access: Access;
  /** Whether a session in kiosk mode may call it; absent, it may not. */
  kiosk?: true;
}

const issue = z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string() });

/** Failures that any procedure may answer with. */
export const commonErrors = {
  NOT_SIGNED_IN: {},
  LOCKED: {},
  FORBIDDEN: { data: z.object({ permission: z.string() }) },
  INVALID_INPUT: { data: z.object({ issues: z.array(issue) }) },
  NOT_FOUND: { data: z.object({ entity: z.string(), id: z.union([z.string(), z.number()]) }) },
  /** With who changed it last and when, where that is known. */
  CHANGED_MEANWHILE: {
    data: z.object({ entity: z.string(), id: z.number(), by: z.string().optional(), at: z.string().optional() }),
  },
  STORAGE_FULL: {},
  STORAGE_READ_ONLY: {},
  STORAGE_CORRUPT: {},
  STORAGE_BUSY: {},
  CANCELLED: {},
  IN_KIOSK: {},
  /** The password is right for nothing without the keychain that it was put under, which can't be asked here. */
  KEYCHAIN_NEEDED: {},
  DEFECT: { data: z.object({ reference: z.string() }) },
} as const;

const procedure = oc.$meta<ProcedureMeta>({ kind: 'query', access: 'public' }).errors(commonErrors);

/** Marks a procedure as one of the few that work while a borrower stands before the window. */
export const inKiosk = { kiosk: true } as const;
type Mark = Pick<ProcedureMeta, 'kiosk'>;

export const query = (access: Access, mark: Mark = {}) => procedure.meta({ kind: 'query', access, ...mark });
export const command = (access: Access, mark: Mark = {}) => procedure.meta({ kind: 'command', access, ...mark });
export const job = (access: Access) => procedure.meta({ kind: 'job', access });
export const stream = (access: Access, mark: Mark = {}) => procedure.meta({ kind: 'stream', access, ...mark });
