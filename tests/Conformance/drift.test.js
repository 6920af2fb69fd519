// Drift by hand: what our account changes through the official SDK between two runs of `sharedimages refresh` is named by one and set right by another.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import ecs from '@alicloud/ecs20140526';
import { Client, Connection } from '@temporalio/client';
import { admin, consumer, ecsClient, home, keyIn, ours, plainImage, publisher, send, simulator, until } from './harness.js';
import { method, request } from './models.js';

const regions = [home, 'cn-shanghai'];
const sourceTag = 'sharedimages:source-image';
const stranger = simulator.accounts.find(({ id }) => ![ours, publisher, consumer].some((known) => known.id === id));

const as = (account) => (action, fields) => send(ecsClient(account), method(action), request(action, fields));
const [us, them] = [as(ours), as(publisher)];
const run = promisify(execFile);

const source = await publish('drift-base-1');
let images = {};

const folder = await mkdtemp(join(tmpdir(), 'drift-'));
const client = new Client({ connection: await Connection.connect({ address: process.env.TEMPORAL_ADDRESS }) });
after(async () => {
  await client.connection.close();
  await rm(folder, { recursive: true });
});

/** The publisher shares one more image. Its IMDS support is v1, for nothing else can be changed by hand: ECS makes no v1 of v2. */
async function publish(name) {
  await admin('/faults', { kind: 'dropFeatures', action: 'CopyImage', account: publisher.id });
  const { imageId } = await them('CopyImage', { RegionId: home, ImageId: plainImage, DestinationRegionId: home, DestinationImageName: name });
  const image = { RegionId: home, ImageId: imageId };
  await until(() => them('DescribeImages', { ...image, Status: 'ALL' }), (answer) => answer.images.image[0]?.status === 'Available');
  await them('ModifyImageSharePermission', { ...image, AddAccount: [ours.id] });
  return imageId;
}

const spec = {
  apiVersion: 'sharedimages/v1',
  kind: 'Refresh',
  name: 'drift-base',
  source: { region: home, owner: publisher.id, namePattern: 'drift-base-*' },
  intake: { kmsKeyId: keyIn(home) },
  targets: regions.map((region) => ({ region, kmsKeyId: keyIn(region) })),
  image: { name: 'drift-base-{version}', description: 'Base {version}', family: 'drift-base', tags: { team: 'platform', tier: 'web' } },
  share: { accounts: [consumer.id] },
};

/** Starts a refresh with the program; what becomes of each region, the home region first. The program itself would look for the end every two seconds. */
async function refresh(drift, ...options) {
  const file = join(folder, `${drift}.yaml`);
  await writeFile(file, JSON.stringify({ ...spec, drift }));
  const { stdout } = await run(process.env.CONFORMANCE_PROGRAM, ['refresh', file, '--detach', '--output', 'json', ...options]);
  const { workflowId, runId } = JSON.parse(stdout).run;
  const result = await client.workflow.getHandle(workflowId, runId).result();
  assert.equal(result.outcome, 'completed', result.summary);
  assert.deepEqual(result.regions.map(({ region }) => region), regions);
  return result.regions;
}

const writes = async () => (await admin('/ledger', undefined, simulator.adminAddress, 'GET')).entries.filter(({ owner, cause }) => owner === ours.id && cause === 'call');

/** What comes of it; by the simulator's ledger it has written nothing. */
async function unwritten(act) {
  const { length } = await writes();
  assert.ok(length > 0, 'the ledger knows what we have written before');
  const outcome = await act();
  assert.deepEqual((await writes()).slice(length), []);
  return outcome;
}

const found = (rows) => rows.map(({ found, state }) => [found, state]);
const held = (region) => ({ RegionId: region, ImageId: images[region] });
const everywhere = (act) => Promise.all(regions.map((region) => act(held(region))));

/** An image of ours as the SDK shows it; undefined when it is gone. */
async function look(image) {
  const [seen] = (await us('DescribeImages', { ...image, Status: 'ALL' })).images.image;
  return seen && { ...seen, sharedWith: (await us('DescribeImageSharePermission', image)).accounts.account.map(({ aliyunId }) => aliyunId).join(' ') };
}

/** The attributes that are changed here. */
const attributes = new Set();
const modify = (fields) => {
  for (const name of Object.keys(fields.Features ?? fields)) attributes.add(name);
  return (image) => us('ModifyImageAttribute', { ...image, ...fields });
};
const share = (fields) => (image) => us('ModifyImageSharePermission', { ...image, ...fields });
const tag = (Key, Value) => ({ RegionId, ImageId }) => us('TagResources', { RegionId, ResourceType: 'image', ResourceId: [ImageId], Tag: [{ Key, Value }] });
const untag = (key) => ({ RegionId, ImageId }) => us('UntagResources', { RegionId, ResourceType: 'image', ResourceId: [ImageId], TagKey: [key] });
const unshareAll = share({ RemoveAccount: [consumer.id] });
const tagOf = (key) => ({ tags }) => tags.tag.find(({ tagKey }) => tagKey === key)?.tagValue ?? '';

/** Drift of each kind: what it is called, what should be there, what somebody makes of it, and how the SDK shows it. What `stays` only another version changes. */
const kinds = [
  { what: 'name', should: 'drift-base-1', is: 'by-hand', byHand: modify({ ImageName: 'by-hand' }), of: ({ imageName }) => imageName },
  { what: 'description', should: 'Base 1', is: 'by hand', byHand: modify({ Description: 'by hand' }), of: ({ description }) => description },
  { what: 'family', should: 'drift-base', is: 'by-hand', byHand: modify({ ImageFamily: 'by-hand' }), of: ({ imageFamily }) => imageFamily },
  { what: 'boot mode', should: 'BIOS', is: 'UEFI-Preferred', byHand: modify({ BootMode: 'UEFI-Preferred' }), of: ({ bootMode }) => bootMode },
  { what: 'NVMe support', should: 'unsupported', is: 'supported', byHand: modify({ Features: { NvmeSupport: 'supported' } }), of: ({ features }) => features.nvmeSupport },
  { what: 'IMDS support', should: 'v1', is: 'v2', byHand: modify({ Features: { ImdsSupport: 'v2' } }), of: ({ features }) => features.imdsSupport, stays: true },
  { what: 'tag team', should: 'platform', is: 'by-hand', byHand: tag('team', 'by-hand'), of: tagOf('team') },
  { what: 'tag tier', should: 'web', is: '', byHand: untag('tier'), of: tagOf('tier') },
  { what: 'shared with', should: consumer.id, is: stranger.id, byHand: share({ AddAccount: [stranger.id], RemoveAccount: [consumer.id] }), of: ({ sharedWith }) => sharedWith },
  { what: 'source image', should: source, is: 'm-by-hand', byHand: tag(sourceTag, 'm-by-hand'), of: tagOf(sourceTag), stays: true },
];

/** These are the images from now on, and the SDK shows each as the spec says. */
async function areWhole(rows) {
  images = Object.fromEntries(rows.map(({ region, imageId }) => [region, imageId]));
  for (const image of await everywhere(look)) {
    for (const { what, should, of } of kinds) assert.equal(of(image), should, what);
  }
}

test('at first every region has the version as the spec says', async () => {
  const made = await refresh('report');

  assert.deepEqual(found(made), regions.map(() => ['missing', 'done']));
  await areWhole(made);
});

test('deprecated by hand: reported, then available and shared again', async () => {
  const image = held(home);
  await unshareAll(image);
  await modify({ Status: 'Deprecated' })(image);
  const drift = [
    { what: 'status', expected: 'Available', actual: 'Deprecated', canBeRepaired: true },
    { what: 'shared with', expected: consumer.id, actual: '', canBeRepaired: true },
  ];

  const reported = await unwritten(() => refresh('report'));
  const repaired = await refresh('repair');

  assert.deepEqual(found(reported), [['drifted', 'pending'], ['current', 'done']]);
  assert.deepEqual(reported[0].drift, drift);
  assert.deepEqual(found(repaired), [['drifted', 'done'], ['current', 'done']]);
  assert.deepEqual([repaired[0].repaired, repaired[0].drift], [drift, []]);
  const { status, sharedWith } = await look(image);
  assert.deepEqual([status, sharedWith], ['Available', consumer.id]);
});

test('deleted by hand, or the mark of a finished copy taken off: a plan names it, and a refresh makes it whole whatever it does about drift', async () => {
  const [kept, deleted] = regions.map(held);
  await untag('sharedimages:done')(kept);
  await unshareAll(deleted);
  await us('DeleteImage', deleted);

  const planned = await unwritten(() => refresh('report', '--plan'));
  const made = await refresh('report');

  assert.deepEqual(found(planned), regions.map(() => ['missing', 'pending']));
  assert.deepEqual(found(made), regions.map(() => ['missing', 'done']));
  assert.equal(made[0].imageId, kept.ImageId, 'the copy that is there is taken over');
  assert.notEqual(made[1].imageId, deleted.ImageId);
  assert.equal(await look(deleted), undefined);
  await areWhole(made);
});

test('changed by hand: each kind is reported, then repaired or said to stay', async (t) => {
  await everywhere(async (image) => {
    for (const { byHand } of kinds) await byHand(image);
  });

  const reported = await unwritten(() => refresh('report'));
  const repaired = await refresh('repair');
  const again = await unwritten(() => refresh('repair'));

  assert.deepEqual(found(reported), regions.map(() => ['drifted', 'pending']));
  assert.deepEqual(found(repaired), regions.map(() => ['drifted', 'done']));
  assert.deepEqual(found(again), regions.map(() => ['drifted', 'pending']));
  for (const [index, image] of (await everywhere(look)).entries()) {
    assert.equal(reported[index].drift.length, kinds.length);
    for (const { what, should, is, of, stays = false } of kinds) {
      await t.test(`${what} in ${regions[index]}`, () => {
        const drift = [{ what, expected: should, actual: is, canBeRepaired: !stays }];
        const named = (list) => list.filter((entry) => entry.what === what);
        assert.deepEqual(named(reported[index].drift), drift);
        assert.deepEqual(named(repaired[index].repaired), stays ? [] : drift);
        assert.deepEqual(named(repaired[index].drift), stays ? drift : []);
        assert.deepEqual(named(again[index].drift), stays ? drift : []);
        assert.equal(of(image), stays ? is : should);
      });
    }
  }
});

// The licence type is left out: neither a spec nor a source says what it should be, and ECS lets nobody take it away again.
test('these are all that the SDK can change of an image', () => {
  const others = /^(DryRun|RegionId|ImageId|.*Owner.*|Features|LicenseType)$/;
  const all = [ecs.ModifyImageAttributeRequest, ecs.ModifyImageAttributeRequestFeatures].flatMap((type) => Object.values(type.names()));
  assert.deepEqual([...attributes].toSorted(), all.filter((name) => !others.test(name)).toSorted());
});
