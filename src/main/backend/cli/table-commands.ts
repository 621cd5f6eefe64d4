import { exportFormats } from '#shared/features/spreadsheets/export-contract.ts';
import { resolve } from 'node:path';
import { asItIsFound, importEntities, importModes } from '#shared/features/spreadsheets/contract.ts';
import type { ImportPlan, Inspection } from '#shared/features/spreadsheets/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { columns, operand, option } from './answer.ts';
import type { Answer, CommandRun } from './answer.ts';
import type { Command } from './arguments.ts';
import { withOperator } from './connect.ts';
import type { Client, Connection } from './connect.ts';

/** Imports a file with the mapping that is remembered or suggested. */
export const importFile: CommandRun = async (command) => {
  const entity = importEntities.find((known) => known === operand(command, 0, importEntities.join(', ')));
  if (!entity) throw new Failure('USAGE', { what: command.operands[0] });
  const path = resolve(operand(command, 1, 'file'));
  return withOperator(command, async (connection) => {
    const inspection = await connection.client.spreadsheets.inspect({ path, entity, sheet: null });
    const plan = planOf(command, path, entity, inspection);
    return command.options['dry-run'] === true ? preview(connection, plan) : run(connection, plan);
  });
};

function planOf(command: Command, path: string, entity: ImportPlan['entity'], inspection: Inspection): ImportPlan {
  const order = option(command, 'dates');
  const onError = option(command, 'on-error') ?? 'stop';
  if (onError !== 'stop' && onError !== 'skip') throw new Failure('USAGE', { what: `--on-error ${onError}` });
  const asked = inspection.questions.filter((question) => question.code === 'DATE_ORDER');
  const dateOrders: ImportPlan['dateOrders'] =
    order === 'dmy' || order === 'mdy' ? Object.fromEntries(asked.map(({ column }) => [String(column), order])) : {};
  const mapping = inspection.mapping.map(({ column, field, keep }) => ({ column, field, keep }));
  const mode = option(command, 'mode') ?? 'create';
  const known = importModes.find((each) => each === mode);
  if (known === undefined) throw new Failure('USAGE', { what: `--mode ${mode}` });
  const matchBy = option(command, 'match-by') ?? null;
  return {
    path,
    entity,
    sheet: null,
    mapping,
    dateOrders,
    decimalMarks: {},
    onError,
    mode: known,
    matchBy,
    newNames: 'add',
    nameAnswers: [],
    headingRow: inspection.headingRow,
    reading: asItIsFound,
    repairs: [],
    sha256: null,
  };
}

async function preview({ client, finished }: Connection, plan: ImportPlan): Promise<Answer> {
  const { jobId } = await client.spreadsheets.startPreview(plan);
  await finished(jobId);
  const report = await client.spreadsheets.previewReport({ jobId });
  const problems = report.problems.map(({ row, heading, code, value }) => [
    `row ${row}`,
    heading ?? '',
    code,
    value ?? '',
  ]);
  const text = [
    `${report.rows} rows: ${report.ready} ready, ${report.rejected} with errors. Nothing was written.`,
    columns(problems),
  ];
  return { ok: report.rejected === 0, text: text.filter(Boolean).join('\n'), data: report };
}

async function run({ client, finished }: Connection, plan: ImportPlan): Promise<Answer> {
  const { jobId } = await client.spreadsheets.startImport(plan);
  const result = await finished(jobId);
  const rejects = typeof result['rejectsFile'] === 'string' ? ` Rejects: ${result['rejectsFile']}` : '';
  return {
    ok: true,
    text: `${String(result['applied'])} rows imported, ${String(result['rejected'])} left out.${rejects}`,
    data: result,
  };
}

/** Lists assets, people or places. */
export const list: CommandRun = async (command) =>
  withOperator(command, async ({ client }) => {
    const search = option(command, 'filter');
    switch (operand(command, 0, 'assets, people or places')) {
      case 'assets': {
        const { rows } = await client.assets.list({ ...(search === undefined ? {} : { search }), limit: 500 });
        const table = rows.map((row) => [
          row.tag,
          row.status,
          row.name,
          row.serial ?? '',
          row.custodian?.name ?? '',
          row.place?.name ?? '',
        ]);
        return { ok: true, text: columns(table), data: rows };
      }
      case 'people': {
        const { rows } = await client.people.list({ ...(search === undefined ? {} : { search }), limit: 500 });
        return {
          ok: true,
          text: columns(
            rows.map((row) => [row.employeeNumber ?? '', row.name, row.email ?? '', String(row.assetsHeld)]),
          ),
          data: rows,
        };
      }
      case 'places':
        return listPlaces(client, search);
      default:
        throw new Failure('USAGE', { what: command.operands[0] });
    }
  });

async function listPlaces(client: Client, search: string | undefined): Promise<Answer> {
  const wanted = search?.toLowerCase() ?? '';
  const places = (await client.places.list({})).filter((place) =>
    `${place.code} ${place.path}`.toLowerCase().includes(wanted),
  );
  return {
    ok: true,
    text: columns(places.map((place) => [place.code, place.path, String(place.assetsHere)])),
    data: places,
  };
}

const exportable = ['assets', 'people', 'places', 'movements'] as const;

/** Writes a list to a workbook, CSV or PDF, by the ending of the file. */
export const exportList: CommandRun = async (command) => {
  const list = exportable.find((name) => name === operand(command, 0, exportable.join(', ')));
  if (list === undefined) throw new Failure('USAGE', { what: command.operands[0] });
  const path = resolve(operand(command, 1, 'file'));
  const search = option(command, 'filter');
  const format = exportFormats.find((ending) => path.toLowerCase().endsWith(`.${ending}`)) ?? 'xlsx';
  const host = { chooseSaveFile: async () => Promise.resolve(path) };
  const filter = search === undefined ? {} : { search };
  return withOperator(
    command,
    async ({ client, finished }) => {
      const { jobId } = await client.spreadsheets.exportList({ list, filter, format });
      const result = await finished(jobId ?? '');
      return { ok: true, text: `${String(result['rows'])} rows written to ${path}`, data: result };
    },
    host,
  );
};
