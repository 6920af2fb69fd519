// The public surface as another language sees it: @temporalio/client against `sharedimages worker`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApplicationFailure, Client, Connection, WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { admin, consumer, encryptedImage, home, keyIn, ours, publisher, until } from './harness.js';

let client;

before(async () => {
  client = new Client({ connection: await Connection.connect({ address: process.env.TEMPORAL_ADDRESS }) });
});

after(() => client.connection.close());

const idOf = (version) => `promote/web-base/${version}`;

const spec = (version, ...regions) => ({
  apiVersion: 'sharedimages/v1',
  kind: 'Promotion',
  name: 'web-base',
  version,
  account: ours.id,
  source: { region: home, owner: publisher.id, imageId: encryptedImage },
  intake: { kmsKeyId: keyIn(home) },
  targets: regions.map((region) => ({ region, kmsKeyId: keyIn(region) })),
  image: { name: `web-base-${version}`, family: 'web-base', tags: { team: 'platform' } },
  share: { accounts: [consumer.id] },
});

const start = (workflowId, input) => client.workflow.start('PromoteImage', { workflowId, taskQueue: 'shared-images', args: [input] });

/** The failure with which the run ends. */
async function failureOf(run) {
  const error = await run.result().then((result) => assert.fail(`completed: ${JSON.stringify(result)}`), (thrown) => thrown);
  assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure, error);
  return error.cause;
}

test('a promotion is one JSON object in, Progress on the way, one JSON object out', async () => {
  const run = await start(idOf('1.0'), spec('1.0', 'cn-shanghai', 'ap-southeast-1'));

  const progress = await until(() => run.query('Progress'), ({ items }) => items.length === 3);
  assert.deepEqual(progress.items.map(({ item, hop }) => [item, hop]), [[home, 'intake'], ['cn-shanghai', 'distribution'], ['ap-southeast-1', 'distribution']]);
  assert.equal(progress.sourceImageId, encryptedImage);

  const result = await run.result();
  assert.equal(result.apiVersion, 'sharedimages/v1');
  assert.equal(result.kind, 'OperationResult');
  assert.equal(result.operation, 'Promotion');
  assert.equal(result.outcome, 'completed');
  assert.equal(result.intake.state, 'done');
  assert.deepEqual(result.regions.map(({ region }) => region), ['cn-shanghai', 'ap-southeast-1']);
  for (const region of result.regions) {
    assert.equal(region.state, 'done');
    assert.match(region.imageId, /^m-/);
    assert.equal(region.imageName, 'web-base-1.0');
    assert.equal(region.kmsKeyId, keyIn(region.region));
    assert.deepEqual(region.sharedWith, [consumer.id]);
  }
  assert.equal((await run.query('Progress')).phase, 'ended');
});

test('a spec in which everything is wrong ends as Failed at once, with all errors', async () => {
  const wrong = { ...spec('not a version', 'cn-shanghai', 'cn-shanghai'), unknown: 1, source: { region: 7, owner: 'nobody', imageId: encryptedImage } };
  const run = await start(idOf('wrong'), wrong);

  const { type, details: [result] } = await failureOf(run);
  assert.equal(type, 'Refused');
  assert.equal(result.outcome, 'refused');
  assert.deepEqual(result.errors.map(({ path }) => path).sort(), ['image.name', 'source.owner', 'source.region', 'targets[1].region', 'unknown', 'version']);
  assert.ok(result.errors.every(({ problem, remedy }) => problem && remedy));
  assert.equal((await run.describe()).status.name, 'FAILED');
});

test('a workflow id that is not the spec\'s is refused', async () => {
  const { type, details: [result] } = await failureOf(await start('promote/another', spec('2.0', 'cn-shanghai')));
  assert.equal(type, 'Refused');
  assert.deepEqual(result.refusals.map(({ rule }) => rule), ['workflow-id']);
});

test('a region whose key is disabled parks; Resolve in plain JSON retries it', async () => {
  const region = 'cn-beijing';
  await admin(`/keys/${region}/${keyIn(region)}/disable`);
  const run = await start(idOf('3.0'), spec('3.0', region));
  const { items } = await until(() => run.query('Progress'), ({ waitsForDecision }) => waitsForDecision);
  const parked = items.find(({ item }) => item === region);
  assert.equal(parked.state, 'parked');
  assert.match(parked.error.code, /KMSKeyId/);
  assert.ok(parked.error.remedy);
  assert.deepEqual(parked.actions, ['retry', 'retryAsNew', 'skip', 'abort']);

  const { step } = parked;
  const resolve = (request) => run.executeUpdate('Resolve', { args: [request] });
  await assert.rejects(resolve({ item: home, step, action: 'retry' }), WorkflowUpdateFailedError);
  await assert.rejects(resolve({ item: region, step: 'another', action: 'retry' }), WorkflowUpdateFailedError);
  await assert.rejects(resolve({ item: region, step, action: 'hope' }), WorkflowUpdateFailedError);
  await admin(`/keys/${region}/${keyIn(region)}/enable`);
  assert.equal((await resolve({ item: region, step, action: 'retry' })).item, region);
  assert.equal((await run.result()).outcome, 'completed');
});
