// What codes.json and the table of docs/simulator.md say about each other.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { codes, nameOf, notRaised } from './codes.js';

test('the codes that are not raised are listed ones, each with a reason', () => {
  const names = codes.map(nameOf);
  assert.deepEqual(notRaised.filter(({ name, reason }) => !names.includes(name) || reason.length < 10), []);
  assert.equal(new Set(notRaised.map(({ name }) => name)).size, notRaised.length);
});

test('at most a fifth of them', () =>
  assert.ok(notRaised.length <= codes.length / 5, `${notRaised.length} of ${codes.length}`));

test('each area has its cases', async () => {
  const files = await readdir(new URL('.', import.meta.url));
  assert.deepEqual([...new Set(codes.map(({ area }) => area))].filter((area) => !files.includes(`codes.${area}.test.js`)), []);
});
