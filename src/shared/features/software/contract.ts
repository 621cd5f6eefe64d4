import * as z from 'zod';
import { cursor, day, id, line, page, reference, requiredLine, sortDirection } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { product, productDetails, productRow } from './product.ts';
import { rule, ruleDetails, ruleVersion, seenName } from './recognition.ts';

/** What a scan or a file says of software on an asset. */
export const installationDetails = z.object({
  softwareVersion: line(120).nullable(),
  installedOn: day.nullable(),
  /** The last day on which it was seen there. */
  seenOn: day,
  usedOn: day.nullable(),
  /** The scanner, system or file that saw it. */
  source: requiredLine(200),
});
export type InstallationDetails = z.infer<typeof installationDetails>;

export const installationRow = installationDetails.extend({
  id,
  /** As it was seen. */
  name: z.string(),
  /** What the rules made of it; null while nobody has said which product it is. */
  product: reference.nullable(),
  publisher: z.string().nullable(),
  asset: reference.extend({ tag: z.string() }),
  excluded: z.object({ because: z.string(), until: day.nullable() }).nullable(),
  removedOn: day.nullable(),
});
export type InstallationRow = z.infer<typeof installationRow>;

export const installationFilter = z.object({
  /** Part of the product, its version or publisher, or of the tag or name of the asset. */
  search: z.string().max(200).optional(),
  assetId: id.optional(),
  productId: id.optional(),
});
export type InstallationFilter = z.infer<typeof installationFilter>;

export const installationSort = ['product', 'tag', 'seenOn'] as const;

const productErrors = {
  NAME_TAKEN: { data: z.object({ name: z.string() }) },
  SUITE_IN_ITSELF: { data: z.object({ name: z.string() }) },
} as const;

/** What software there is, what is installed where, and how names that were seen are told apart. */
export const softwareContract = {
  /** What is really installed, and on which assets. */
  listInstallations: query('asset.view')
    .input(
      installationFilter.extend({
        sort: z.enum(installationSort).default('product'),
        direction: sortDirection.default('ascending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(installationRow)),
  /** Needs no licence, and why; null counts it again. */
  excludeInstallations: command('licence.edit').input(
    z.object({
      ids: z.array(id).min(1).max(500),
      exclusion: z.object({ because: requiredLine(200), until: day.nullable() }).nullable(),
    }),
  ),
  /** It was taken off the device; the next scan that sees it says otherwise. */
  removeInstallations: command('licence.assign').input(z.object({ ids: z.array(id).min(1).max(500) })),

  listProducts: query('asset.view')
    .input(z.object({ search: line(200).default('') }))
    .output(z.array(productRow)),
  getProduct: query('asset.view').input(z.object({ id })).output(product),
  saveProduct: command('licence.edit')
    .input(productDetails.extend({ id: id.nullable(), version: z.number().int() }))
    .output(z.object({ id }))
    .errors(productErrors),
  archiveProduct: command('licence.edit')
    .input(z.object({ id, version: z.number().int() }))
    .errors({ PRODUCT_IN_USE: { data: z.object({ name: z.string() }) } }),

  /** Names that no rule knows, those on the most devices first. */
  listUnrecognised: query('asset.view').output(
    z.object({
      names: z.array(seenName),
      installations: z.number().int(),
      recognised: z.number().int(),
      ignored: z.number().int(),
    }),
  ),
  listRules: query('asset.view').output(z.array(rule)),
  ruleHistory: query('asset.view').input(z.object({ id })).output(z.array(ruleVersion)),
  /** What a rule would do, before it is saved. */
  testRule: query('asset.view')
    .input(ruleDetails.omit({ productId: true }).extend({ id: id.nullable() }))
    .output(
      z.object({
        matches: z.array(seenName.extend({ version: z.string().nullable(), now: z.string().nullable() })),
        devices: z.number().int(),
      }),
    ),
  /** Saves a version of the rule and lets it tell apart at once what no other rule does. */
  saveRule: command('licence.edit')
    .input(ruleDetails.extend({ id: id.nullable(), version: z.number().int() }))
    .output(z.object({ id, recognised: z.number().int() })),
  archiveRule: command('licence.edit').input(z.object({ id, version: z.number().int() })),
  /** Names that are products by themselves: each becomes one, with a rule. */
  adoptNames: command('licence.edit')
    .input(z.object({ names: z.array(requiredLine(200)).min(1).max(200), free: z.boolean() }))
    .output(z.object({ products: z.number().int(), recognised: z.number().int() })),
  /** Lines of a licence server's log: product; person; asset; from; until; tokens; refused. */
  importSessions: command('licence.edit')
    .input(z.object({ text: z.string().min(1).max(5_000_000), source: requiredLine(200) }))
    .output(z.object({ added: z.number().int(), known: z.number().int() }))
    .errors({
      SESSIONS_REFUSED: {
        data: z.object({ problems: z.array(z.object({ line: z.number().int(), code: z.string(), text: z.string() })) }),
      },
    }),
};
