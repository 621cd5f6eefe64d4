import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineFramer } from '#backend/features/devices/framing/line-framer.ts';
import { nmeaSentence, NmeaReader, parseNmea } from '#backend/features/devices/framing/nmea.ts';
import { reportOfJson, reportOfQuery } from '#backend/features/tracking/positions/osmand.ts';
import { positionsOf } from '#backend/features/tracking/positions/read-positions.ts';
import nmea from '../fixtures/gps/nmea.json' with { type: 'json' };
import osmand from '../fixtures/gps/osmand.json' with { type: 'json' };

const now = '2026-11-24T08:00:00.000Z';

interface Expected {
  type?: string;
  lat?: number | null;
  lon?: number | null;
  time?: string | null;
  alt?: number | null;
  speed?: number | null;
}

describe('sentences of a satellite receiver', () => {
  it.each(nmea.sentences)('[K5] $sentence', ({ sentence, checksumOk, gps }) => {
    const read = parseNmea(sentence);
    expect(read !== null).toBe(checksumOk);
    if (read === null) return;
    const expected = gps as Expected;
    expect(read.type).toBe(expected.type);
    if (expected.lat === undefined) expect(read.latitude).toBeNull();
    else if (expected.lat === null) expect(read.latitude).toBeNull();
    else expect(read.latitude).toBeCloseTo(expected.lat, 9);
    if (typeof expected.lon === 'number') expect(read.longitude).toBeCloseTo(expected.lon, 9);
    if (typeof expected.speed === 'number') expect(read.speed).toBeCloseTo(expected.speed, 3);
    if (typeof expected.alt === 'number') expect(read.altitude).toBe(expected.alt);
    // Where only the time of day is told, no day is made up.
    if (typeof expected.time === 'string') expect(`${read.date ?? ''}T${read.time}Z`).toBe(expected.time);
  });

  it('[K5] a void fix is no position, and one wrong digit is none either', () => {
    const reader = new NmeaReader();
    expect(reader.take('$GPRMC,,V,,,,,,,,,,N*53').fix).toBeNull();
    const right = nmeaSentence('GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W');
    expect(reader.take(right).fix).toMatchObject({ at: '1994-03-23T12:35:19.000Z' });
    expect(reader.take(right.replace('4807', '4808')).fix).toBeNull();
  });

  it('[K5] the height is that of the same moment', () => {
    const reader = new NmeaReader();
    reader.take('$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47');
    const same = nmeaSentence('GPRMC,123519,A,4807.038,N,01131.000,E,0,0,230394,,');
    const later = nmeaSentence('GPRMC,123520,A,4807.038,N,01131.000,E,0,0,230394,,');
    expect(reader.take(same).fix).toMatchObject({ altitude: 545.4, accuracy: 4.5 });
    expect(reader.take(later).fix).toMatchObject({ altitude: null, accuracy: null });
  });

  it('[K5] the day goes on over midnight', () => {
    const reader = new NmeaReader();
    const at = (time: string, day: string) =>
      reader.take(nmeaSentence(`GPRMC,${time},A,4807.038,N,01131.000,E,0,0,${day},,`)).fix?.at;
    expect([at('235959.00', '311226'), at('000000.00', '010127')]).toEqual([
      '2026-12-31T23:59:59.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });

  it('[K5] bytes may be cut anywhere, and binary between sentences is passed over', () => {
    const stream = Buffer.from(
      `${nmeaSentence('GPRMC,123519,A,4807.038,N,01131.000,E,0,0,230394,,')}\u00B5b\u0001\u0002\r\n${nmeaSentence(
        'GPRMC,123520,A,4807.038,N,01131.000,E,0,0,230394,,',
      )}`,
      'latin1',
    );
    for (let at = 0; at <= stream.length; at += 1) {
      const framer = new LineFramer('line');
      const reader = new NmeaReader();
      const frames = [...framer.push(stream.subarray(0, at)), ...framer.push(stream.subarray(at))];
      const fixes = frames.flatMap((frame) => reader.take(frame.toString('latin1')).fix ?? []);
      expect(fixes).toHaveLength(2);
    }
  });

  it('[K5] whatever comes, nothing is thrown and no position off the globe made', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), (inside) => {
        const { fix } = new NmeaReader().take(nmeaSentence(`GPRMC,${inside}`));
        if (fix !== null) expect(Math.abs(fix.latitude) <= 90 && Math.abs(fix.longitude) <= 180).toBe(true);
      }),
    );
  });
});

const query = (url: string) => reportOfQuery(new URL(url, 'http://tracker').searchParams, now);

describe('reports of trackers', () => {
  it.each(osmand.queryPositions)('[K5] %s has a position', (url) => {
    const params = new URL(url, 'http://tracker').searchParams;
    const [first, second] = (params.get('location') ?? '').split(',');
    expect(query(url)).toMatchObject({
      ok: true,
      identifier: params.get('id') ?? params.get('deviceid'),
      fix: { latitude: Number(params.get('lat') ?? first), longitude: Number(params.get('lon') ?? second) },
    });
  });

  it.each(osmand.queryRejected)('[K5] %s is refused', (url) => {
    expect(query(url)).toEqual({ ok: false });
  });

  it.each(osmand.queryWithoutPosition)('[K5] %s has none and is taken', (url) => {
    expect(query(url)).toMatchObject({ ok: true, fix: null });
  });

  it('[K5] moments come as seconds, milliseconds, ISO and plain', () => {
    const at = (timestamp: string) => {
      const report = query(`/?id=1&lat=1&lon=1&timestamp=${timestamp}`);
      return report.ok ? report.fix?.at : null;
    };
    expect(at('1377177267')).toBe('2013-08-22T13:14:27.000Z');
    expect(at('1442068686579')).toBe('2015-09-12T14:38:06.579Z');
    expect(at('2016-01-27T18%3A55%3A47Z')).toBe('2016-01-27T18:55:47.000Z');
    expect(at('2014-06-04+09%3A10%3A11')).toBe('2014-06-04T09:10:11.000Z');
    expect(at('')).toBe(now);
    expect(at('rubbish')).toBeNull();
  });

  it('[K5] speed is in knots in the query and in metres a second in the body', () => {
    expect(query('/?id=1&lat=1&lon=1&speed=40')).toMatchObject({ fix: { speed: 40 * 1.852 } });
    const [still, moving] = osmand.json.map((body) => reportOfJson(JSON.stringify(body), now));
    expect(still).toMatchObject({ ok: true, identifier: '48241179', fix: { speed: 0, heading: null } });
    expect(moving).toMatchObject({ ok: true, identifier: '8737767034', fix: { speed: 18.67 * 3.6, heading: 63 } });
  });

  it('[K5] a body that is none is refused', () => {
    expect(reportOfJson('{', now)).toEqual({ ok: false });
    expect(reportOfJson('{"device_id":"1","location":{}}', now)).toEqual({ ok: false });
    expect(reportOfJson('{"__proto__":{"x":1}}', now)).toEqual({ ok: false });
  });
});

describe('files of positions', () => {
  it('[K5] NMEA, GPX and CSV are told by their content', () => {
    const sentences = nmea.sentences.map(({ sentence }) => sentence).join('\r\n');
    expect(positionsOf(sentences).fixes.map(({ at }) => at)).toEqual([
      '1994-03-23T12:35:19.000Z',
      '1994-11-19T22:54:46.000Z',
      '2017-01-10T00:10:31.000Z',
    ]);
    const gpx = `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>
      <trkpt lat="50.08" lon="14.42"><ele>200</ele><time>2026-11-24T07:00:00Z</time></trkpt>
      <trkpt lon='14.43' lat='50.09'><time>2026-11-24T08:00:00+01:00</time></trkpt>
      <trkpt lat="50.1" lon="14.44"></trkpt></trkseg></trk></gpx>`;
    expect(positionsOf(gpx)).toMatchObject({
      passedOver: 1,
      fixes: [
        { at: '2026-11-24T07:00:00.000Z', latitude: 50.08, longitude: 14.42, altitude: 200 },
        { at: '2026-11-24T07:00:00.000Z', latitude: 50.09, longitude: 14.43 },
      ],
    });
    const csv = 'Time;Latitude;Longitude;Speed\n2026-11-24 07:00:00;50.08;14.42;12\nrubbish;1;2;3\n';
    expect(positionsOf(csv)).toMatchObject({
      passedOver: 1,
      fixes: [{ at: '2026-11-24T07:00:00.000Z', latitude: 50.08, longitude: 14.42, speed: 12 }],
    });
  });

  it('[K5] entities of a hostile GPX file are text and nothing else', () => {
    const bomb = `<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><gpx>
      <trkpt lat="&b;" lon="1"><time>2026-11-24T07:00:00Z</time></trkpt></gpx>`;
    expect(() => positionsOf(bomb)).toThrow('POSITIONS_UNREADABLE');
  });

  it.each(['', 'hello', 'a,b\n1,2\n', '\u0000\u0001\u0002'])('[K5] what holds no position says so: %j', (text) => {
    expect(() => positionsOf(text)).toThrow('POSITIONS_UNREADABLE');
  });
});
