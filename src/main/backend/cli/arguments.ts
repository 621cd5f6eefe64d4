import { parseArgs } from 'node:util';

export interface Command {
  name: string;
  operands: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  json: boolean;
}

export const usage = `qm <command> [operands] [options]

  init [--sample]                        set up a data folder: administrator, catalogue, sample data
  import <entity> <file>                 [--dry-run] [--on-error stop|skip] [--dates dmy|mdy] [--mode create|update|upsert] [--match-by <field>]
  list <assets|people|places>            [--filter text]
  export assets <file.xlsx|file.csv>     [--filter text]
  export --decrypt <folder>              everything in clear: a database that any SQLite reads, and the files
  audit-pack <file.xlsx>                 [--from day] [--to day] [--place name] [--department name] [--category name]
  verify [pack.xlsx]                     the journal, or a pack against the journal; --head "4711 3fa9…" as it was kept
  backup <file.qmbackup>
  restore <file.qmbackup>                into an empty data folder; where there is a second administrator,
                                         [--second name] with his password or [--phrase] with the recovery phrase
  change-key                             encrypts everything under a new data key
  labels <template> --tags A,B           --printer name | --out file.pdf
  support-bundle <file.json>             logs, versions, state and counts for support, without anybody's data
  doctor                                 runtime, data folder, printers

Options for all: --data folder   --operator name   --code code   --json
The password is read from standard input or from QM_PASSWORD; --code is of the authenticator, where one is asked for.
The second's password or the phrase is the next line of standard input, or in QM_SECOND.
Exit status: 0 done, 1 refused or failed, 2 wrong usage.`;

/** @returns the command, or why the arguments are none; an empty problem asks for help. */
export function parseCommand(args: readonly string[]): Command | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        operator: { type: 'string' },
        code: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
        second: { type: 'string' },
        phrase: { type: 'boolean' },
        sample: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        decrypt: { type: 'boolean' },
        'on-error': { type: 'string' },
        mode: { type: 'string' },
        'match-by': { type: 'string' },
        dates: { type: 'string' },
        filter: { type: 'string' },
        head: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        place: { type: 'string' },
        department: { type: 'string' },
        category: { type: 'string' },
        tags: { type: 'string' },
        printer: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const [name, ...operands] = positionals;
    if (values.help || name === undefined) return { problem: '' };
    return { name, operands, options: values, json: values.json === true };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
