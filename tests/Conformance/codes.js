// The error codes that the documentation names, each raised by a call in a world in which ECS would refuse it.
// codes.json lists them; what no case raises must be in the table of docs/simulator.md, with a reason.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { admin, ecsClient, refused, send, until } from './harness.js';
import { method, request } from './models.js';

const here = (name) => new URL(name, import.meta.url);

export const { operations, codes } = JSON.parse(await readFile(here('codes.json'), 'utf8'));

/** What a code is, wherever it is named: some come with one of several HTTP statuses, of some the status is not known. */
export const nameOf = ({ operation, code, http }) => `${operation} ${code} ${http.join('/') || '?'}`;

/** The codes that docs/simulator.md says are not raised, with their reasons. */
export const notRaised = (await readFile(here('../../docs/simulator.md'), 'utf8'))
  .split('\n')
  .filter((line) => /^\| `\w+` \| `[\w.*]+` \| [\d/?]+ \|/.test(line))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')))
  .map(([operation, code, http, reason]) => ({ name: `${operation} ${code} ${http}`, reason }));

export const home = 'cn-hangzhou';

const worlds = new Map();
const text = await readFile(here('codes.world.yaml'), 'utf8');

/** The world of codes.world.yaml under other rules, in a simulator of its own. */
export function world(rules = {}) {
  const key = JSON.stringify(rules);
  if (!worlds.has(key)) worlds.set(key, start(rules));
  return worlds.get(key);
}

async function start(rules) {
  const folder = await mkdtemp(join(tmpdir(), 'codes-'));
  await writeFile(join(folder, 'world.yaml'), `${text}\nrules: ${JSON.stringify({ ...quick, ...rules })}\n`);
  const program = spawn(process.env.CONFORMANCE_PROGRAM, ['simulate', '--port', '0', '--admin-port', '0', '--world', join(folder, 'world.yaml'), '--output', 'json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface(program.stdout).once('line', resolve);
    program.once('exit', (status) => reject(new Error(`the simulator ended with ${status}`)));
  });
  return new World(JSON.parse(line), async () => {
    program.removeAllListeners('exit').kill();
    await rm(folder, { recursive: true });
  });
}

/** Things are done within a second, but what is `never` stays under way. */
const quick = Object.fromEntries([
  'sameRegionCopy', 'crossRegionCopy', 'instancePending', 'instanceStart', 'instanceStop', 'systemDiskReplacement', 'diskReInit', 'imageCreation', 'snapshotCreation', 'agentStart', 'commandRun',
].map((rule) => [rule, '1s']));

export const never = '24h';

class World {
  #held = [];

  constructor(info, end) {
    Object.assign(this, { info, end });
  }

  /** Calls as the account or user whose access key is LTAIexample<who>. */
  call(operation, fields, who = 'Ours') {
    const accessKey = this.info.accounts.flatMap(({ accessKeys }) => accessKeys).find(({ id }) => id === `LTAIexample${who}`);
    return send(ecsClient(null, accessKey, this.info.address), method(operation), request(operation, fields));
  }

  admin(path, body) {
    return admin(path, body, this.info.adminAddress);
  }

  /** Sends a call that the server holds until this case is over. */
  async hold(operation, fields) {
    const { id } = await this.admin('/faults', { kind: 'holdRequest', action: operation });
    const first = this.call(operation, fields);
    await until(() => admin('/faults', undefined, this.info.adminAddress, 'GET'), (faults) => faults.find((fault) => fault.id === id).isHolding);
    this.#held.push(async () => {
      await this.admin(`/faults/${id}/release`);
      await first;
    });
  }

  async release() {
    for (const end of this.#held.splice(0)) await end();
  }

  image = async (ImageId, who, RegionId = home) => (await this.call('DescribeImages', { RegionId, ImageId, Status: 'ALL' }, who)).images.image[0];

  instance = async (id, who) => (await this.call('DescribeInstances', { RegionId: home, InstanceIds: [id] }, who)).instances.instance[0];

  disks = async (InstanceId, who) => (await this.call('DescribeDisks', { RegionId: home, InstanceId }, who)).disks.disk;

  available = (id, who, region) => until(() => this.image(id, who, region), (image) => image.status === 'Available');

  hasStatus = (id, status, who) => until(() => this.instance(id, who), (instance) => instance.status === status);
}

/**
 * The cases of an area, in order: `[operation, code, http, fields, { as, rules }]`. `fields` may be a function that first brings the world
 * about, given the world. Afterwards every code of the area has been raised, or is in the table.
 */
export function area(name, cases) {
  const listed = codes.filter((code) => code.area === name).map(nameOf);
  const raised = new Set();
  after(async () => {
    for (const started of worlds.values()) await (await started).end();
  });

  for (const [operation, code, http, fields, { as, rules } = {}] of cases) {
    test(`${operation}: ${code}`, async () => {
      const there = await world(rules);
      const given = typeof fields === 'function' ? await fields(there) : fields;
      await refused(there.call(operation, given, as), code, http);
      await there.release();
      raised.add(entryOf(operation, code, http));
    });
  }

  test(`${name}: each code is raised, or said to be none that can be`, () => {
    const missing = notRaised.map((entry) => entry.name).filter((entry) => listed.includes(entry));
    assert.deepEqual([...raised].filter((entry) => missing.includes(entry)), [], 'these are raised after all');
    assert.deepEqual(listed.filter((entry) => !raised.has(entry) && !missing.includes(entry)), []);
  });
}

/** The name of the listed code that a refusal is: InvalidPrivateIpAddress.Malformed is one of InvalidPrivateIpAddress.*. */
function entryOf(operation, code, http) {
  const entry = codes.find((listed) => listed.operation === operation && (listed.http.length === 0 || listed.http.includes(http))
    && (listed.code === code || (listed.code.endsWith('*') && code.startsWith(listed.code.slice(0, -1)))));
  assert.ok(entry, 'this code is not listed');
  return nameOf(entry);
}
