import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the programs of a print system were asked to print. */
export interface FakeJob {
  args: string[];
  data: Buffer;
}

export interface FakeCups {
  /** Jobs that were taken, in order. */
  jobs(): FakeJob[];
  /** Jobs that were taken back. */
  cancelled(): string[];
  /** One line for each queue, as `lpstat -p` has it. */
  queues(lines: readonly string[]): void;
  /** From now on jobs stay in the queue; `about` is what `lpstat -l -o` says of each of them. */
  hold(holds: boolean, about?: string): void;
  /** The sizes of pages that the driver of every queue lists, as `lpoptions -l` has them. */
  sizes(names: string): void;
  /** `lp` refuses from now on. */
  refuse(refuses: boolean): void;
  close(): void;
}

const script = (body: string) => `#!/bin/sh\nset -e\ncd "$QM_FAKE_CUPS"\n${body}\n`;

const programs: Readonly<Record<string, string>> = {
  lp: `[ ! -e refuses ] || { cat >/dev/null; echo "lp: refused" >&2; exit 1; }
number=$(ls | grep -c '^job-[0-9]*$' || true)
number=$((number + 1))
mkdir "job-$number"
printf '%s\\n' "$@" > "job-$number/args"
cat > "job-$number/data"
[ ! -e holds ] || touch "job-$number/held"
echo "request id is fake-$number (0 file(s))"`,
  lpstat: `case "$1" in
  -p) [ -e queues ] || { echo "lpstat: Scheduler is not running." >&2; exit 1; }
      if [ -n "$2" ]; then grep "^printer $2 " queues || { echo "lpstat: Invalid destination name" >&2; exit 1; }
      else cat queues; fi ;;
  -l) for job in job-*; do
        [ ! -e "$job/held" ] || echo "fake-\${job#job-} somebody 1024 Mon 24 Nov 2026"
        [ ! -e "$job/held" ] || cat held-as
      done ;;
esac`,
  lpoptions: `[ ! -e sizes ] || cat sizes`,
  cancel: `echo "$1" >> cancelled; rm -f "job-\${1#fake-}/held"`,
};

/** Puts programs named as those of CUPS in front of the search path: everything is real but the print system. */
export function fakeCups(
  queues: readonly string[] = ['printer store is idle.  enabled since Mon 24 Nov 2026'],
): FakeCups {
  const folder = mkdtempSync(join(tmpdir(), 'fake-cups-'));
  const bin = join(folder, 'bin');
  const state = join(folder, 'state');
  mkdirSync(bin);
  mkdirSync(state);
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(bin, name), script(body));
    chmodSync(join(bin, name), 0o755);
  }
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = `${bin}:${path}`;
  process.env['QM_FAKE_CUPS'] = state;
  const flag = (name: string, set: boolean) => {
    if (set) writeFileSync(join(state, name), '');
    else rmSync(join(state, name), { force: true });
  };
  const fake: FakeCups = {
    jobs: () =>
      readdirSync(state)
        .filter((name) => name.startsWith('job-'))
        .toSorted((one, other) => Number(one.slice(4)) - Number(other.slice(4)))
        .map((name) => ({
          args: readFileSync(join(state, name, 'args'), 'utf8')
            .trimEnd()
            .split('\n'),
          data: readFileSync(join(state, name, 'data')),
        })),
    cancelled: () =>
      existsSync(join(state, 'cancelled')) ? readFileSync(join(state, 'cancelled'), 'utf8').trimEnd().split('\n') : [],
    queues: (lines) => writeFileSync(join(state, 'queues'), `${lines.join('\n')}\n`),
    hold: (holds, about = '\tAlerts: none\n') => {
      flag('holds', holds);
      writeFileSync(join(state, 'held-as'), about);
    },
    sizes: (names) =>
      writeFileSync(join(state, 'sizes'), `PageSize/Media Size: ${names}\nResolution/Resolution: *203dpi\n`),
    refuse: (refuses) => flag('refuses', refuses),
    close: () => {
      process.env['PATH'] = path;
      delete process.env['QM_FAKE_CUPS'];
      rmSync(folder, { recursive: true, force: true });
    },
  };
  fake.queues(queues);
  return fake;
}
