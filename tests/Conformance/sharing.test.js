// A sharing as another language sees it: @temporalio/client against `sharedimages worker`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApplicationFailure, Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { consumer, encryptedImage, home, keyIn, publisher } from './harness.js';

const id = 'web-base/shared-1.0';
let client;

before(async () => {
  client = new Client({ connection: await Connection.connect({ address: process.env.TEMPORAL_ADDRESS }) });
});

after(() => client.connection.close());

const start = (type, workflowId, spec) => client.workflow.start(type, { workflowId, taskQueue: 'shared-images', args: [spec] });

const sharing = (fields) => ({ apiVersion: 'sharedimages/v1', kind: 'Sharing', name: 'web-base', version: 'shared-1.0', images: [{ promotion: id }], ...fields });

test('a sharing is one JSON object in, one JSON object out, and taking back must be confirmed', async () => {
  await (await start('PromoteImage', `promote/${id}`, {
    apiVersion: 'sharedimages/v1',
    kind: 'Promotion',
    name: 'web-base',
    version: 'shared-1.0',
    source: { region: home, owner: publisher.id, imageId: encryptedImage },
    intake: { kmsKeyId: keyIn(home) },
    targets: [{ region: 'cn-shanghai', kmsKeyId: keyIn('cn-shanghai') }],
    image: { name: 'web-base-shared-1.0' },
  })).result();

  const added = await (await start('ShareImages', `share/${id}`, sharing({ add: [consumer.id] }))).result();
  assert.equal(added.kind, 'OperationResult');
  assert.equal(added.operation, 'Sharing');
  assert.equal(added.outcome, 'completed');
  assert.deepEqual(added.images.map(({ region, state, sharedWith }) => [region, state, sharedWith]), [['cn-shanghai', 'done', [consumer.id]]]);

  const unconfirmed = await start('ShareImages', `share/${id}`, sharing({ remove: [consumer.id] }));
  const error = await unconfirmed.result().then(() => assert.fail('completed'), (thrown) => thrown);
  assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure, error);
  assert.equal(error.cause.type, 'Refused');
  assert.equal(error.cause.details[0].refusals[0].rule, 'confirm-unsharing');

  const run = await start('ShareImages', `share/${id}`, sharing({ remove: [consumer.id], confirmed: true }));
  assert.deepEqual((await run.result()).images.map(({ removed, sharedWith }) => [removed, sharedWith]), [[[consumer.id], []]]);
  const progress = await run.query('Progress');
  assert.equal(progress.operation, 'Sharing');
  assert.equal(progress.phase, 'ended');
});
