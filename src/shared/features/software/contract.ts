import * as z from 'zod';
import { day, id, line, page, reference, requiredLine, sortDirection } from '#shared/rpc/fields.ts';
import { query } from '#shared/rpc/define.ts';

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
  product: reference,
  publisher: reference.nullable(),
  asset: reference.extend({ tag: z.string() }),
});
export type InstallationRow = z.infer<typeof installationRow>;

export const installationFilter = z.object({
  /** Part of the product, its version or publisher, or of the tag or name of the asset. */
  search: z.string().max(200).optional(),
  assetId: id.optional(),
});
export type InstallationFilter = z.infer<typeof installationFilter>;

export const installationSort = ['product', 'tag', 'seenOn'] as const;

export const softwareContract = {
  /** What is really installed, and on which assets. */
  listInstallations: query('asset.view')
    .input(
      installationFilter.extend({
        sort: z.enum(installationSort).default('product'),
        direction: sortDirection.default('ascending'),
        cursor: z.string().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(installationRow)),
};
