// Who calls, as the official SDKs sign it, against `sharedimages simulate`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, ecsClient, home, ours, refused, stsClient } from './harness.js';

const describe = (accessKey) => call(ecsClient(ours, accessKey), 'describeImages', { regionId: home });

test('the secret must be right', () => refused(describe({ secret: 'wrong' }), 'SignatureDoesNotMatch', 400));

test('the access key must exist', () => refused(describe({ id: 'LTAIunknown' }), 'InvalidAccessKeyId.NotFound', 404));

test('STS says which account calls', async () => {
  const { statusCode, body } = await stsClient(ours).getCallerIdentity();
  assert.equal(statusCode, 200);
  assert.equal(body.accountId, ours.id);
  assert.equal(body.identityType, 'Account');
});

test('an operation that the simulator does not know is no operation', () =>
  refused(call(ecsClient(ours), 'describeZones', { regionId: home }), 'InvalidAction.NotFound', 404));

test('regions are listed', async () => {
  const { regions } = await call(ecsClient(ours), 'describeRegions', {});
  assert.ok(regions.region.some((region) => region.regionId === home && region.regionEndpoint));
});
