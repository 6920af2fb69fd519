// The schemas of `sharedimages schema`, by ajv, and `sharedimages validate` say the same of every example and of what is wrong with it in form.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const program = fileURLToPath(new URL('../../src/SharedImages.Cli/bin/Debug/net10.0/sharedimages', import.meta.url));
const page = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
const schemaOf = (...kind) => ajv.compile(JSON.parse(execFileSync(program, ['schema', ...kind], { encoding: 'utf8' })));
const ofAll = schemaOf();
const ofKind = Object.fromEntries(ofAll.schema.properties.kind.enum.map((kind) => [kind, schemaOf(kind)]));

const blocks = ['README.md', 'docs/retiring.md', 'docs/leftovers.md', 'docs/refresh.md', 'docs/recall.md']
  .flatMap((path) => [...page(path).matchAll(/```yaml\n(.*?)```/gs)])
  .map(([, text]) => parse(text));
const examples = blocks.filter((block) => block?.apiVersion);
const base = (kind) => examples.find((example) => example.kind === kind);
// What the README adds to its promotion, and what its examples leave out.
const specs = [
  ...examples,
  { ...base('Promotion'), ...blocks.find((block) => block?.test && block.launch) },
  { ...base('Promotion'), source: { region: 'cn-hangzhou', owner: '2000000000000002', namePattern: 'web-*' }, intake: { encrypted: true, after: 'keep' } },
  { ...base('Refresh'), version: 'created', source: { ...base('Refresh').source, namePattern: 'web-*-*' }, schedule: { every: '7d', jitter: '5m', catchUp: '1h', pauseAfter: 2 } },
  { ...base('Refresh'), schedule: { at: ['03:00'], daysOfMonth: [1, 15], months: [1, 7] }, plan: true },
  {
    ...base('Launch'),
    image: { promotion: 'web-base/1' },
    instance: { ...base('Launch').instance, dataDisks: [{ size: 100, category: 'cloud_essd' }], keyPair: 'web-keys', role: 'web', userData: '#!/bin/sh\n\techo ok\n', spot: false },
  },
  { ...base('Replacement'), image: { owner: '2', imageId: 'm-1' }, instances: [{ region: 'cn-shanghai', ids: ['i-1'], atMost: 3 }], pace: { maxUnavailable: 2, canary: 1, soak: 'decision' } },
  { ...base('Replacement'), instances: [{ region: 'cn-shanghai', running: 'm-1', kmsKeyId: 'acs:kms:cn-shanghai:1:key/abc' }], pace: { maxUnavailable: '10%' } },
  { apiVersion: 'sharedimages/v1', kind: 'Recall', name: 'web-base', version: '1', image: { promotion: 'web-base/1' }, reason: 'bad', plan: true },
];

test('Every example and every kind is good for ajv and for validate', () => {
  const kinds = [...new Set(specs.map((spec) => spec.kind))];
  assert.deepEqual(kinds.toSorted(), ofAll.schema.properties.kind.enum.toSorted());
  for (const [spec, verdict] of verdicts(specs)) {
    assert.deepEqual(verdict.errors, [], JSON.stringify(spec));
    assert.ok(ofAll(spec), `${JSON.stringify(spec)}: ${ajv.errorsText(ofAll.errors)}`);
    assert.ok(ofKind[spec.kind](spec));
  }
});

test('What is wrong in form is refused by both, and ajv refuses nothing that is good', () => {
  const changed = specs.flatMap(changes);
  const [refused, accepted] = [[], []];
  for (const [spec, { isValid, errors }] of verdicts(changed)) {
    const wrong = errors.filter(isOfForm);
    if (isValid && !ofAll(spec)) {
      refused.push(`${JSON.stringify(spec)}: ${ajv.errorsText(ofAll.errors)}`);
    } else if (wrong.length > 0 && ofAll(spec)) {
      accepted.push(`${JSON.stringify(spec)}: ${wrong[0].path}: ${wrong[0].problem}`);
    }
  }

  assert.ok(changed.length > 3000, `${changed.length} changes`);
  assert.deepEqual({ refused, accepted }, { refused: [], accepted: [] });
});

// Bounds of durations and of numbers in text, and what follows from another field, are no matter of form.
const ofOtherFields = [/^test\.on\.\w+\.[a-z]+-[a-z-]+\d*: /, /^targets\[\d\]\.atLeast: the number \d{1,3} is out of bounds/, /^source\.namePattern: 'web-\*-\*' is not /];

function isOfForm({ path, problem }) {
  return !/^'\d+(?:[smhd]|%)?' is not/.test(problem) && !ofOtherFields.some((relation) => relation.test(`${path}: ${problem}`))
    && /^unknown field$|^missing$| instead of | is not an? | is out of bounds$|control character|^no \w+$|^\d+ (?!instances|pairs|instance ids|regions)\w+$/.test(problem);
}

/** The spec with one change each: at each place what has another type, no form, is out of bounds, missing, unknown. */
function changes(spec) {
  const places = [];
  const visit = (value, path) => {
    places.push(path);
    if (value !== null && typeof value === 'object') {
      Object.keys(value).forEach((key) => visit(value[key], [...path, key]));
    }
  };
  visit(spec, []);
  const values = [null, 5, -1, 1.5, 99999999, true, '§ §', '', 'a\u0001b', 'http://x', [], {}, [null], { unknown: 'x' }];
  return places.slice(1).flatMap((path) => [
    change(spec, path, (parent, key) => Array.isArray(parent) ? parent.splice(key, 1) : delete parent[key]),
    change(spec, path, (parent, key) => { if (Array.isArray(parent[key])) parent[key] = Array(70).fill(parent[key][0]); else parent.unknown = 1; }),
    change(spec, path, (parent, key) => { if (parent[key] !== null && typeof parent[key] === 'object' && !Array.isArray(parent[key])) parent[key].unknown = 1; else parent[key] = `${parent[key]} `; }),
    ...values.map((value) => change(spec, path, (parent, key) => { parent[key] = value; })),
  ]);
}

function change(spec, path, act) {
  const changed = structuredClone(spec);
  act(path.slice(0, -1).reduce((value, key) => value[key], changed), path.at(-1));
  return changed;
}

/** What `validate` says of each, by one process for many. */
function verdicts(all) {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  try {
    const files = all.map((spec, i) => join(folder, `${i}.json`));
    files.forEach((file, i) => writeFileSync(file, JSON.stringify(all[i])));
    const found = [];
    for (let i = 0; i < files.length; i += 2000) {
      const run = spawnSync(program, ['validate', ...files.slice(i, i + 2000), '--output', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
      assert.ok(run.status === 0 || run.status === 2, run.stderr);
      found.push(...JSON.parse(run.stdout).specs);
    }

    return all.map((spec, i) => [spec, found[i]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
