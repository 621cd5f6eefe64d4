import { describe, expect, it } from 'vitest';
import { applicationArguments, dataFolderOf } from './arguments.ts';
import { classifyCrash } from './restart-policy.ts';
import { pathOf } from './serve-file.ts';

describe('arguments', () => {
  it('[O6] leaves out what is meant for Electron', () => {
    const unpackaged = ['/e/electron', '--no-sandbox', '--inspect=0', '/src/qm', 'cli', 'verify'];
    expect(applicationArguments(unpackaged, false, '/src/qm')).toEqual(['cli', 'verify']);
    expect(applicationArguments(['/opt/qm', 'cli', 'verify'], true, '/opt/app.asar')).toEqual(['cli', 'verify']);
    expect(applicationArguments(['/e/electron'], false, '/src/qm')).toEqual([]);
  });

  it('[O6] takes the data folder from the argument, then QM_DATA, then the system', () => {
    expect(dataFolderOf(['--data', '/a'], { QM_DATA: '/b' }, '/c')).toBe('/a');
    expect(dataFolderOf(['--data=/a'], {}, '/c')).toBe('/a');
    expect(dataFolderOf([], { QM_DATA: '/b' }, '/c')).toBe('/b');
    expect(dataFolderOf(['--data'], { QM_DATA: '' }, '/c')).toBe('/c');
  });
});

describe('restart policy', () => {
  it('[O2] starts again twice, later each time, and gives up at the third crash within a minute', () => {
    expect(classifyCrash([0])).toEqual({ restartAfter: 200 });
    expect(classifyCrash([0, 10_000])).toEqual({ restartAfter: 1000 });
    expect(classifyCrash([0, 10_000, 50_000])).toEqual({ giveUp: true });
    expect(classifyCrash([0, 10_000, 80_000])).toEqual({ restartAfter: 200 });
  });
});

describe('served paths', () => {
  it('[S5] stays inside the folder of the page', () => {
    expect(pathOf('app://qm/')).toBe('index.html');
    expect(pathOf('app://qm/assets/index-1.js?v=1#x')).toBe('assets/index-1.js');
    const refused = [
      'app://qm/..%2fmain.js',
      'app://qm/%252e%252e/main.js',
      'app://qm/..%5cmain.js',
      'app://qm/a%00.js',
      'app://qm//etc/hostname',
      'app://qm/C:/x.js',
      'app://qm/%',
      'app://qm/.built',
      'app://qm.evil/index.html',
      'file:///etc/hostname',
      'nonsense',
    ];
    expect(refused.filter((url) => pathOf(url) !== null)).toEqual([]);
  });
});
