import { expect, test } from 'vitest';
import { isSignature, signatureText } from './signature.ts';

const line = (from: number, to: number) => [
  { x: from, y: 0.5 },
  { x: to, y: 0.5 },
];

test('[D3] a dot is no signature, a line of a fifth of the field is', () => {
  expect(isSignature([])).toBe(false);
  expect(isSignature([[{ x: 0.5, y: 0.5 }]])).toBe(false);
  expect(isSignature([line(0.1, 0.29)])).toBe(false);
  expect(isSignature([line(0.1, 0.2), line(0.4, 0.55)])).toBe(true);
});

test('[D3] equal signatures are equal texts', () => {
  expect(signatureText([line(0.1, 0.25)])).toBe('100,500 250,500');
  expect(signatureText([line(0.10001, 0.24999), line(0, 1)])).toBe('100,500 250,500;0,500 1000,500');
});
