// A channel as its consumers find it: by the filters of docs/channels.md through the official SDK, after `sharedimages worker` has moved it for @temporalio/client.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import ecs from '@alicloud/ecs20140526';
import { Client, Connection } from '@temporalio/client';
import { call, ecsClient, encryptedImage, home, keyIn, ours, publisher } from './harness.js';

const page = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8');
const regions = [home, 'cn-shanghai'];
let client;

before(async () => {
  client = new Client({ connection: await Connection.connect({ address: process.env.TEMPORAL_ADDRESS }) });
});

after(() => client.connection.close());

const start = (type, workflowId, spec) => client.workflow.start(type, { workflowId, taskQueue: 'shared-images', args: [spec], workflowIdReusePolicy: 'ALLOW_DUPLICATE' });

const promote = (version) => start('PromoteImage', `promote/web-base/${version}`, {
  apiVersion: 'sharedimages/v1',
  kind: 'Promotion',
  name: 'web-base',
  version,
  source: { region: home, owner: publisher.id, imageId: encryptedImage },
  intake: { kmsKeyId: keyIn(home) },
  targets: regions.map((region) => ({ region, kmsKeyId: keyIn(region) })),
  image: { name: `web-base-${version}` },
}).then((run) => run.result());

const setProd = (version) => start('SetChannel', 'channel/web-base/prod', { apiVersion: 'sharedimages/v1', kind: 'Channel', name: 'web-base', channel: 'prod', version }).then((run) => run.result());

/** The tags that the example of a tool filters by. */
const filters = {
  'the aliyun CLI': [...page.matchAll(/--Tag\.\d\.Key (?<key>\S+) --Tag\.\d\.Value (?<value>\S+)/g)].map(({ groups }) => groups),
  Terraform: [...page.matchAll(/"(?<key>sharedimages:[^"]+)"\s*= "(?<value>[^"]+)"/g)].map(({ groups }) => groups),
};

const found = async (region, tags) => {
  const tag = tags.map(({ key, value }) => new ecs.DescribeImagesRequestTag({ key, value }));
  const { images } = await call(ecsClient(ours), 'describeImages', { regionId: region, imageOwnerAlias: 'self', tag });
  return images.image.map(({ imageId }) => imageId);
};

test('a channel is found by one filter of tags, in each region one image', async () => {
  for (const version of ['channel-1', 'channel-2']) {
    const promoted = await promote(version);
    const { kind, operation, outcome, movedTo } = await setProd(version);
    assert.deepEqual([kind, operation, outcome, movedTo], ['OperationResult', 'Channel', 'completed', version]);
    for (const [tool, tags] of Object.entries(filters)) {
      assert.equal(tags.length, 2, tool);
      for (const region of regions) {
        assert.deepEqual(await found(region, tags), [promoted.regions.find((copy) => copy.region === region).imageId], `${tool} in ${region}`);
      }
    }
  }

  const { memo } = await client.workflow.getHandle('channels/web-base').describe();
  assert.equal(memo.channels.channels.prod.version, 'channel-2');
  assert.equal(memo.channels.channels.prod.before, 'channel-1');
});
