import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErasureReport } from './read-report.ts';
import { instantOf } from './report.ts';
import { readXml } from './xml-elements.ts';

/** As nwipe writes it at the end of a run over three drives. */
const nwipeLog = `[2026/11/20 09:00:01]    info: nwipe 0.37
[2026/11/20 09:00:02]    info: Found /dev/sda, ATA, ST500DM002-1BD14, 500 GB, S/N=Z3T0ABCD
[2026/11/20 13:21:44]  notice: Finished final round 1 of 1 on /dev/sda

******************************** Error Summary *********************************
!   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors
--------------------------------------------------------------------------------
       sda |           0 |                    0 |                    0
!      sdb |           0 |                   12 |                    1
       sdc |           0 |                    0 |                    0
********************************************************************************

********************************* Drive Status *********************************
!   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number
--------------------------------------------------------------------------------
       sda | Erased |  120 MB/s | 04:21:40 | ST500DM002-1BD14/Z3T0ABCD
!      sdb |-FAILED-|   80 MB/s | 02:10:04 | WDC WD10EZEX/08/WD-WCC3F1
!      sdc |UABORTED|  110 MB/s | 00:10:04 | Samsung SSD 860/S3Z9NB0K
--------------------------------------------------------------------------------
[2026/11/20 13:21:45] Total Throughput 310 MB/s, DoD Short, 1R+B+VL
********************************************************************************
`;

const blancco = (state: string) => `<?xml version="1.0" encoding="UTF-8"?>
<root><report><blancco_data>
  <description><entries name="description_entries"><entry name="product_name" type="string">Drive Eraser</entry>
    <entry name="product_version" type="string">7.4.0</entry></entries></description>
  <blancco_erasure_report><entries name="erasures"><entries name="erasure">
    <entry name="timestamp" type="string">2026-11-20T10:00:00+0100</entry>
    <entry name="state" type="string">${state}</entry>
    <entry name="total_errors" type="uint">3</entry>
    <entry name="start_time" type="string">2026-11-20T09:00:00+0100</entry>
    <entry name="end_time" type="string">2026-11-20T09:58:00+0100</entry>
    <entry name="erasure_standard_name" type="string">NIST 800-88 Purge - Crypto &amp; Block Erase</entry>
    <entry name="overwriting_rounds" type="uint">0</entry>
    <entry name="firmware_rounds" type="uint">1</entry>
    <entries name="target"><entry name="vendor" type="string">Samsung</entry>
      <entry name="model" type="string">PM9A1</entry><entry name="serial" type="string">S65VNE0R</entry></entries>
  </entries></entries></blancco_erasure_report>
</blancco_data></report></root>`;

describe('reports of erasure tools', () => {
  it('[R3] the log of nwipe tells of every drive, with a model that has a stroke in it, and of what failed how', () => {
    expect(readErasureReport(nwipeLog)).toEqual({
      format: 'nwipe',
      tool: 'nwipe',
      toolVersion: '0.37',
      media: [
        {
          serial: 'Z3T0ABCD',
          model: 'ST500DM002-1BD14',
          technique: 'overwrite',
          standard: 'DoD Short',
          passes: 1,
          verification: 'full',
          result: 'passed',
          failure: '',
          doneAt: '2026-11-20T13:21:45.000Z',
        },
        expect.objectContaining({
          serial: 'WD-WCC3F1',
          model: 'WDC WD10EZEX/08',
          result: 'failed',
          failure: 'FAILED: pass 0, verify 12, sync 1',
        }),
        expect.objectContaining({ serial: 'S3Z9NB0K', result: 'failed', failure: expect.stringContaining('UABORTED') }),
      ],
    });
    const unverified = readErasureReport(nwipeLog.replace('1R+B+VL', '3R+NB+NV'));
    expect(unverified?.media[0]).toMatchObject({ passes: 3, verification: 'none' });
  });

  it('[R3] an XML report of Blancco tells the serial of the target, its standard and its state', () => {
    expect(readErasureReport(blancco('Successful'))).toEqual({
      format: 'blancco',
      tool: 'Drive Eraser',
      toolVersion: '7.4.0',
      media: [
        {
          serial: 'S65VNE0R',
          model: 'Samsung PM9A1',
          technique: 'crypto_erase',
          standard: 'NIST 800-88 Purge - Crypto & Block Erase',
          passes: 1,
          verification: 'full',
          result: 'passed',
          failure: '',
          doneAt: '2026-11-20T08:58:00.000Z',
        },
      ],
    });
    expect(readErasureReport(blancco('Cancelled'))?.media[0]).toMatchObject({
      result: 'failed',
      failure: 'Cancelled, 3 errors',
    });
  });

  it('[R3] lists as JSON and CSV are known by what tools call their columns', () => {
    const json = JSON.stringify({
      tool: 'wiper',
      version: '2.1',
      drives: [
        { serial_number: 'A1', method: 'Secure Erase', status: 'PASS', verified: true, finished_at: '2026-11-20' },
      ],
    });
    expect(readErasureReport(json)).toMatchObject({
      format: 'json',
      tool: 'wiper',
      toolVersion: '2.1',
      media: [{ serial: 'A1', technique: 'secure_erase', result: 'passed', verification: 'full' }],
    });
    const csv = 'Serial Number;Model;Method;Result;Message\nB1;"Disk ""x""; y";Overwrite;failed;"bad\nsectors"\n\n';
    expect(readErasureReport(csv)).toMatchObject({
      format: 'csv',
      media: [
        {
          serial: 'B1',
          model: 'Disk "x"; y',
          technique: 'overwrite',
          result: 'failed',
          failure: 'failed: bad\nsectors',
        },
      ],
    });
  });

  it('[R3] what passed is only what says so: an empty or unknown word counts as failed', () => {
    for (const word of ['', 'unknown', 'aborted', 'not erased', 'pass with errors'])
      expect(readErasureReport(`serial,result\nX1,${word}\n`)?.media[0]?.result, word).toBe('failed');
  });

  it('[R3] anything else is no report: no text makes the readers fall over, and XML declares no entities', () => {
    expect(readErasureReport('')).toBeNull();
    expect(readErasureReport('Name,Colour\nA,B')).toBeNull();
    expect(readErasureReport('{"serial": 5')).toBeNull();
    expect(readXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBeNull();
    expect(readXml('<a><b></a></b>')).toBeNull();
    expect(readXml('<a x="1 &amp; 2"><!-- no --><b/>t</a>')).toMatchObject({ attributes: { x: '1 & 2' }, text: 't' });
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.nat(nwipeLog.length), (noise, at) => {
        readErasureReport(noise);
        readErasureReport(nwipeLog.slice(0, at) + noise + nwipeLog.slice(at));
        const xml = blancco('Successful');
        readErasureReport(xml.slice(0, at % xml.length) + noise + xml.slice(at % xml.length));
      }),
      { numRuns: 60 },
    );
    expect(instantOf('2026-13-45')).toBeNull();
  });
});
