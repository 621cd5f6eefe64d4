import * as z from 'zod';
import {
  cursor,
  day,
  id,
  instant,
  line,
  ownCode,
  page,
  reference,
  requiredLine,
  sortDirection,
  text,
} from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

export const personDetails = z.object({
  employeeNumber: ownCode(60).nullable(),
  badgeCode: ownCode(80).nullable(),
  name: requiredLine(),
  email: line(254).nullable(),
  username: line(120).nullable(),
  phone: line(60).nullable(),
  title: line().nullable(),
  departmentId: id.nullable(),
  placeId: id.nullable(),
  managerId: id.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  notes: text().nullable(),
});
export type PersonDetails = z.infer<typeof personDetails>;

export const personRow = z.object({
  id,
  name: z.string(),
  employeeNumber: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  department: reference.nullable(),
  place: reference.nullable(),
  assetsHeld: z.number().int(),
  endsOn: day.nullable(),
  archived: z.boolean(),
});
export type PersonRow = z.infer<typeof personRow>;

export const person = personRow.extend({
  badgeCode: z.string().nullable(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  manager: reference.nullable(),
  startsOn: day.nullable(),
  notes: z.string().nullable(),
  extras: z.record(z.string(), z.string()),
  version: z.number().int(),
  createdAt: instant,
});
export type Person = z.infer<typeof person>;

export const personFilter = z.object({
  search: z.string().max(200).optional(),
  departmentId: id.optional(),
  includeArchived: z.boolean().optional(),
});

export const personSort = ['name', 'employeeNumber', 'department', 'assetsHeld'] as const;

const taken = {
  EMPLOYEE_NUMBER_TAKEN: { data: z.object({ value: z.string(), personId: id, name: z.string() }) },
  BADGE_CODE_TAKEN: { data: z.object({ value: z.string(), personId: id, name: z.string() }) },
} as const;

const orgUnit = z.object({ id, code: z.string().nullable(), name: z.string() });

export const peopleContract = {
  list: query('person.view')
    .input(
      personFilter.extend({
        includeArchived: z.boolean().default(false),
        sort: z.enum(personSort).default('name'),
        direction: sortDirection.default('ascending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(personRow)),
  get: query('person.view').input(z.object({ id })).output(person),
  create: command('person.edit').input(personDetails).output(z.object({ id })).errors(taken),
  update: command('person.edit')
    .input(personDetails.extend({ id, version: z.number().int() }))
    .errors(taken),
  archive: command('person.edit')
    .input(z.object({ id }))
    .errors({ HOLDS_ASSETS: { data: z.object({ count: z.number().int() }) } }),
  /** Brings somebody back who was archived. */
  restore: command('person.edit').input(z.object({ id })),
  listDepartments: query('person.view').output(z.array(orgUnit)),
  createDepartment: command('person.edit')
    .input(z.object({ name: requiredLine(), code: line(40).nullable() }))
    .output(z.object({ id })),
  listCostCentres: query('person.view').output(z.array(orgUnit)),
  createCostCentre: command('person.edit')
    .input(z.object({ name: requiredLine(), code: line(40).nullable() }))
    .output(z.object({ id })),
};
