import * as z from 'zod';
import { placeKinds } from '#shared/features/places/contract.ts';
import { sightingWays } from '#shared/features/stocktakes/model.ts';
import { instant, line, requiredLine } from '#shared/rpc/fields.ts';

const code = z.string().min(1).max(200);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** What another workstation needs to count: where, and, unless it counts blind, what. */
export const planBody = z.object({
  order: z.string().regex(/^[0-9a-f]{24}$/),
  ticket: hex64,
  number: z.number().int(),
  name: requiredLine(120),
  blind: z.boolean(),
  organisation: line(120),
  desk: line(200),
  madeBy: line(200),
  madeAt: instant,
  places: z
    .array(z.object({ code, name: requiredLine(), kind: z.enum(placeKinds), parent: code.nullable() }))
    .max(50_000),
  expected: z
    .array(
      z.object({
        tag: code,
        codes: z.array(code).max(20),
        name: z.string().max(400),
        place: code.nullable(),
        custodian: z.string().max(400).nullable(),
      }),
    )
    .max(200_000),
  /** What is counted by quantity: what its codes mean, not how many there should be. */
  articles: z
    .array(z.object({ code, name: z.string().max(400), unit: line(40) }))
    .max(50_000)
    .default([]),
});
export type PlanBody = z.infer<typeof planBody>;

/** What was seen, by whom: everything that a witness has to say. */
export const resultBody = z.object({
  order: z.string().regex(/^[0-9a-f]{24}$/),
  planSha256: hex64,
  endedAt: instant,
  sessions: z
    .array(
      z.object({
        key: z.string().regex(/^[0-9a-f]{24}$/),
        operator: line(200),
        username: line(200),
        desk: line(200),
        startedAt: instant,
      }),
    )
    .max(1000),
  sightings: z
    .array(
      z.object({
        session: z.string(),
        number: z.number().int().positive(),
        code: z.string().min(1).max(4096),
        place: code,
        how: z.enum(sightingWays),
        at: instant,
      }),
    )
    .max(500_000),
  counts: z
    .array(
      z.object({
        session: z.string(),
        code,
        place: code,
        quantity: z.number().int().min(0).max(1_000_000),
        at: instant,
      }),
    )
    .max(100_000)
    .default([]),
});
export type ResultBody = z.infer<typeof resultBody>;
