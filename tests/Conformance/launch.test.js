// A launch, and a replacement of what it has launched, as another language sees them: @temporalio/client against `sharedimages worker`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApplicationFailure, Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { admin, encryptedImage, home, keyIn, plainImage, publisher, simulator, until } from './harness.js';

let client;

before(async () => {
  client = new Client({ connection: await Connection.connect({ address: process.env.TEMPORAL_ADDRESS }) });
});

after(() => client.connection.close());

const start = (type, workflowId, spec) => client.workflow.start(type, { workflowId, taskQueue: 'shared-images', args: [spec] });

const launch = (version, fields) => ({
  apiVersion: 'sharedimages/v1',
  kind: 'Launch',
  name: 'web',
  version,
  image: { owner: publisher.id, imageId: plainImage },
  targets: [{
    region: home,
    count: 2,
    instanceTypes: ['ecs.g7.large'],
    vSwitches: simulator.zones.filter(({ region }) => region === home).flatMap(({ vSwitches }) => vSwitches),
    securityGroups: [simulator.securityGroups.find(({ region }) => region === home).id],
  }],
  instance: { name: 'web', tags: { role: 'web' } },
  test: { commands: [{ run: 'echo active', output: 'active' }] },
  ...fields,
});

const replacement = (version, ids) => ({
  apiVersion: 'sharedimages/v1',
  kind: 'Replacement',
  name: 'web-roll',
  version,
  image: { owner: publisher.id, imageId: encryptedImage },
  instances: [{ region: home, ids, kmsKeyId: keyIn(home) }],
  pace: { maxUnavailable: 1, canary: 1, soak: 'decision' },
  keepOldDisk: '7d',
  onFailure: 'formerImage',
});

/** The instances of these ids, as the simulator itself knows them. */
const instances = async (ids) => (await admin('/state', undefined, undefined, 'GET')).instances.filter(({ instanceId }) => ids.includes(instanceId));

test('a launch is one JSON object in, one JSON object out; so is a replacement, which waits for a decision after its canary', async () => {
  const launched = await (await start('LaunchInstances', 'launch/web/1.0', launch('1.0'))).result();
  assert.equal(launched.kind, 'OperationResult');
  assert.equal(launched.operation, 'Launch');
  assert.equal(launched.outcome, 'completed');
  assert.deepEqual(launched.regions.map(({ region, state, wanted }) => [region, state, wanted]), [[home, 'done', 2]]);
  const [{ instances: told }] = launched.regions;
  assert.ok(told.every(({ instanceId, address, zone, instanceType, tests }) => instanceId && address && zone && instanceType === 'ecs.g7.large' && tests.every(({ passed }) => passed)));
  const ids = told.map(({ instanceId }) => instanceId);

  const run = await start('ReplaceSystemDisks', 'replace/web-roll/1.0', replacement('1.0', ids));
  const { phase, fleet, items: [parked] } = await until(() => run.query('Progress'), ({ waitsForDecision }) => waitsForDecision);
  assert.equal(phase, 'canary');
  assert.deepEqual(fleet, { total: 2, done: 1, failed: 0, working: 0 });
  assert.deepEqual([parked.item, parked.state, parked.actions], ['replacement', 'parked', ['continue', 'back', 'abort']]);
  await run.executeUpdate('Resolve', { args: [{ item: parked.item, step: parked.step, action: 'continue' }] });

  const replaced = await run.result();
  assert.equal(replaced.operation, 'Replacement');
  assert.equal(replaced.outcome, 'completed');
  assert.deepEqual(replaced.ends, { replaced: 2 });
  assert.ok(replaced.instances.every(({ former }) => former.imageId === plainImage && former.snapshotId));
  assert.deepEqual((await instances(ids)).map(({ status, imageId }) => [status, imageId]), [['Running', encryptedImage], ['Running', encryptedImage]]);
});

test('what a worker does not allow is refused before anything is launched', async () => {
  const run = await start('LaunchInstances', 'launch/web/2.0', launch('2.0', { instance: { name: 'web', role: 'administrator' } }));
  const error = await run.result().then(() => assert.fail('completed'), (thrown) => thrown);
  assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure, error);
  assert.equal(error.cause.type, 'Refused');
  assert.match(error.cause.details[0].refusals[0].message, /SHAREDIMAGES_LAUNCHING__ROLES/);
});
