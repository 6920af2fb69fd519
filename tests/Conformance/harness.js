// What the tests share: the simulated cloud that run.sh started, clients of it by the official SDKs, and two assertions.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import openApi from '@alicloud/openapi-core';
import ecs from '@alicloud/ecs20140526';
import sts from '@alicloud/sts20150401';

/** What `simulate --output json` printed. */
export const simulator = JSON.parse(process.env.CONFORMANCE_SIMULATOR);

export const [ours, publisher, consumer] =
  ['1000000000000001', '2000000000000002', '3000000000000003'].map((id) => simulator.accounts.find((account) => account.id === id));

export const home = 'cn-hangzhou';

const sharedByPublisher = simulator.images.filter((image) => image.account === publisher.id);
export const encryptedImage = sharedByPublisher.find((image) => image.encrypted).imageId;
export const plainImage = sharedByPublisher.find((image) => !image.encrypted).imageId;

/** Our key in a region. */
export const keyIn = (region) => ours.keys.find((key) => key.region === region).id;

export const ecsClient = (account, accessKey = {}, address = simulator.address) => new ecs.default(config(account, accessKey, address));
export const stsClient = (account) => new sts.default(config(account, {}, simulator.address));

const config = (account, accessKey, address) => new openApi.$OpenApiUtil.Config({
  endpoint: new URL(address).host,
  protocol: 'http',
  regionId: home,
  accessKeyId: accessKey.id ?? account.accessKeys[0].id,
  accessKeySecret: accessKey.secret ?? account.accessKeys[0].secret,
  readTimeout: 20_000,
});

/** Calls an operation of the ECS SDK by its method name and gives the body of its answer. */
export const call = (client, operation, fields) =>
  send(client, operation, new ecs[`${operation[0].toUpperCase()}${operation.slice(1)}Request`](fields));

/** Calls an operation with a request of the SDK. */
export async function send(client, operation, request) {
  const { statusCode, body } = await client[operation](request);
  assert.equal(statusCode, 200);
  assert.match(body.requestId, /^[0-9A-F-]{36}$/);
  return body;
}

/** The call is refused with this code and HTTP status, in the shape in which ECS refuses. */
export const refused = (promise, code, statusCode) => assert.rejects(promise, (error) => {
  assert.equal(error.code, code);
  assert.equal(error.statusCode, statusCode);
  assert.match(error.data.RequestId, /^[0-9A-F-]{36}$/);
  assert.ok(error.data.Message && error.data.HostId && error.data.Recommend);
  return true;
});

/** Looks again and again until what is seen is as wanted, for a minute at most. */
export async function until(look, wanted) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    assert.ok(Date.now() < deadline, `after a minute still ${JSON.stringify(seen)}`);
    await delay(100);
  }
}

/** A request to a simulator's admin endpoint, and its answer. */
export async function admin(path, body, address = simulator.adminAddress, verb = 'POST') {
  const answer = await fetch(new URL(path, address), { method: verb, body: JSON.stringify(body) });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return JSON.parse(text);
}
