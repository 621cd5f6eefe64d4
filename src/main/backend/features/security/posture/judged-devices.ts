import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day } from '#shared/primitives/days.ts';
import { postureChecks } from '#shared/features/security/posture.ts';
import type { PostureCheck, PosturePolicy } from '#shared/features/security/posture.ts';

type Sql = RawBuilder<unknown>;

/** Points of two by the age of a day; the same as in `pointsByAge`. */
function byAge(column: Sql, limit: number, today: Day): Sql {
  const age = sql`CAST(julianday(${today}) - julianday(${column}) AS INTEGER)`;
  return sql`CASE WHEN ${column} IS NULL THEN NULL WHEN ${age} > ${limit} THEN 0 WHEN ${age} * 2 > ${limit} THEN 1 ELSE 2 END`;
}

function pointsOf(check: PostureCheck, { patchDays, contactDays }: PosturePolicy, today: Day): Sql {
  switch (check) {
    case 'encryption':
      return sql`CASE known.encryption WHEN 'on' THEN 2 WHEN 'partly' THEN 1 WHEN 'off' THEN 0 END`;
    case 'antivirus':
      return sql`CASE known.antivirus WHEN 'current' THEN 2 WHEN 'outdated' THEN 1 WHEN 'off' THEN 0 END`;
    case 'patches':
      return byAge(sql`known.patched_on`, patchDays, today);
    case 'mdm':
      return sql`CASE known.mdm WHEN 'managed' THEN 2 WHEN 'unmanaged' THEN 0 END`;
    case 'screenLock':
      return sql`CASE known.screen_lock WHEN 'on' THEN 2 WHEN 'off' THEN 0 END`;
    case 'contact':
      return byAge(sql`known.contact_on`, contactDays, today);
  }
}

const pointsColumn = (check: PostureCheck) => sql.ref(`points_${check.toLowerCase()}`);
const sumOf = (parts: readonly Sql[]): Sql => (parts.length === 0 ? sql`0` : sql`(${sql.join(parts, sql` + `)})`);

/** Checks that the policy asks. */
export function askedBy({ weights, required }: PosturePolicy): PostureCheck[] {
  return postureChecks.filter((check) => weights[check] > 0 || required.includes(check));
}

/** All devices. */
const everyDevice = sql<boolean>`1 = 1`;

/**
 * Devices that are judged — those in service of the chosen categories, or all that hold data — with the score of each by
 * the rule of `scorePosture`, as a table `judged`: a property test holds the two against each other.
 *
 * @param portion a condition on `asset.id`
 */
export function judgedDevices(policy: PosturePolicy, today: Day, portion: Sql = everyDevice): Sql {
  const { categoryIds, weights, required, passing, unknown } = policy;
  const asked = askedBy(policy);
  const points = asked.map((check) => sql`${pointsOf(check, policy, today)} AS ${pointsColumn(check)}`);
  const earned = sumOf(asked.map((check) => sql`${weights[check]} * coalesce(${pointsColumn(check)}, 0)`));
  const possible = sumOf(
    asked.map((check) =>
      unknown === 'fails'
        ? sql`${weights[check]} * 2`
        : sql`CASE WHEN ${pointsColumn(check)} IS NULL THEN 0 ELSE ${weights[check]} * 2 END`,
    ),
  );
  const answered = sumOf(asked.map((check) => sql`(${pointsColumn(check)} IS NOT NULL)`));
  const met = required.map((check) => sql`${pointsColumn(check)} IS 2`);
  return sql`WITH RECURSIVE kind (id) AS (
      SELECT id FROM category WHERE CASE ${categoryIds.length} WHEN 0 THEN holds_data = 1
        ELSE id IN (SELECT value FROM json_each(${JSON.stringify(categoryIds)})) END
      UNION SELECT category.id FROM category JOIN kind ON category.parent_id = kind.id
    ), device AS (
      SELECT asset.id, asset.tag, asset.name, category.name AS category,
        coalesce(person.name, department.name) AS custodian, known.read_on, known.contact_on, known.encryption,
        known.antivirus, known.patched_on, known.patch_level, known.mdm, known.screen_lock
        ${points.length === 0 ? sql`` : sql`, ${sql.join(points)}`}
      FROM asset JOIN category ON category.id = asset.category_id
      LEFT JOIN posture_known AS known ON known.asset_id = asset.id
      LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
      LEFT JOIN person ON person.id = custody.person_id
      LEFT JOIN department ON department.id = custody.department_id
      WHERE ${portion} AND +asset.category_id IN (SELECT id FROM kind)
        AND +asset.status NOT IN ('ordered', 'retiring', 'disposed', 'lost', 'stolen', 'missing')
    ), scored AS (
      SELECT device.*, CASE WHEN ${answered} = 0 OR ${possible} = 0 THEN NULL
        ELSE CAST(${earned} * 100 / ${possible} AS INTEGER) END AS score FROM device
    ), judged AS (
      SELECT scored.*, CASE WHEN score IS NOT NULL AND score >= ${passing}
        ${met.length === 0 ? sql`` : sql`AND ${sql.join(met, sql` AND `)}`} THEN 1 ELSE 0 END AS compliant FROM scored
    )`;
}

/** How many devices fail a check, and of how many nobody knows it. */
export function countOfCheck(check: PostureCheck): Sql {
  const column = pointsColumn(check);
  return sql`coalesce(sum(${column} IS 0), 0) AS ${sql.ref(`failed_${check}`)},
    coalesce(sum(${column} IS NULL), 0) AS ${sql.ref(`unknown_${check}`)}`;
}
