// The official ECS SDK as a black box against `sharedimages simulate`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, call, consumer, ecsClient, encryptedImage, home, keyIn, ours, plainImage, publisher, refused, until } from './harness.js';

const us = ecsClient(ours);

const imagesOf = async (client, regionId, fields) => (await call(client, 'describeImages', { regionId, ...fields })).images.image;
const lookAt = async (regionId, imageId) => (await imagesOf(us, regionId, { imageId, status: 'ALL' }))[0];
const available = (regionId, imageId) => until(() => lookAt(regionId, imageId), (image) => image.status === 'Available');

/** Copies within the home region or to another one; encrypted images under the destination's key. */
async function copy(imageId, destinationImageName, { to = home, ...fields } = {}) {
  const answer = await call(us, 'copyImage', { regionId: home, imageId, destinationRegionId: to, destinationImageName, ...fields });
  assert.match(answer.imageId, /^m-[a-z0-9]+$/);
  return answer.imageId;
}

const encryptedIn = (region) => ({ to: region, encrypted: true, KMSKeyId: keyIn(region) });

test('an image shared with us is listed among those of others, with its owner and without its tags', async () => {
  const shared = await imagesOf(us, home, { imageOwnerAlias: 'others' });
  const image = shared.find((candidate) => candidate.imageId === encryptedImage);

  assert.equal(image.imageOwnerAlias, 'others');
  assert.equal(String(image.imageOwnerId), publisher.id);
  assert.equal(image.status, 'Available');
  assert.equal(image.diskDeviceMappings.diskDeviceMapping[0].encrypted, true);
  assert.deepEqual(image.tags.tag, []);
  assert.ok(shared.some((candidate) => candidate.imageId === plainImage));
});

test('from shared image to consumer: copy in-region, encrypted; copy on to another region; share on; take back', async () => {
  const name = 'chain';
  const intake = await copy(encryptedImage, name, { ...encryptedIn(home), tag: [{ key: 'team', value: 'platform' }] });
  const begun = await lookAt(home, intake);
  assert.match(begun.status, /^(Creating|Available)$/);
  assert.match(begun.progress, /^\d{1,3}%$/);
  const made = await available(home, intake);
  assert.equal(made.imageName, name);
  assert.equal(made.imageOwnerAlias, 'self');
  assert.equal(made.progress, '100%');
  assert.equal(made.isCopied, true);
  assert.deepEqual(made.tags.tag.map(({ tagKey, tagValue }) => [tagKey, tagValue]), [['team', 'platform']]);

  const distributed = await copy(intake, name, encryptedIn('cn-shanghai'));
  const [disk] = (await available('cn-shanghai', distributed)).diskDeviceMappings.diskDeviceMapping;
  assert.equal(disk.encrypted, true);
  const [snapshot] = (await call(us, 'describeSnapshots', { regionId: 'cn-shanghai', snapshotIds: JSON.stringify([disk.snapshotId]) })).snapshots.snapshot;
  assert.equal(snapshot.KMSKeyId, keyIn('cn-shanghai'));
  assert.equal(snapshot.status, 'accomplished');

  const shared = { regionId: 'cn-shanghai', imageId: distributed };
  const accounts = async () => (await call(us, 'describeImageSharePermission', shared)).accounts.account.map((account) => account.aliyunId);
  const seenByConsumer = () => imagesOf(ecsClient(consumer), 'cn-shanghai', { imageId: distributed, imageOwnerAlias: 'others' });
  await call(us, 'modifyImageSharePermission', { ...shared, addAccount: [consumer.id] });
  assert.deepEqual(await accounts(), [consumer.id]);
  assert.equal((await seenByConsumer()).length, 1);
  await call(us, 'modifyImageSharePermission', { ...shared, removeAccount: [consumer.id] });
  assert.deepEqual(await accounts(), []);
  assert.deepEqual(await seenByConsumer(), []);
});

test('a shared image cannot be copied across regions', () =>
  refused(copy(encryptedImage, 'across', encryptedIn('cn-shanghai')), 'OperationDenied.SameRegionOnly', 403));

test('an encrypted image cannot be copied to a plain one', () =>
  refused(copy(encryptedImage, 'plain'), 'OperationDeined.EncryptedSnapshot', 403));

test('a key of another region is not found', () =>
  refused(copy(encryptedImage, 'foreign-key', { ...encryptedIn('cn-shanghai'), to: home }), 'InvalidParameter.KMSKeyId.NotFound', 404));

test('an image being made is hidden by the default Status, its deletion refused, and its copy can be cancelled', async () => {
  await admin('/faults', { kind: 'stallCopy', action: 'CopyImage', image: 'stalled', percent: 40 });
  const imageId = await copy(plainImage, 'stalled');
  const image = { regionId: home, imageId };
  const { status, diskDeviceMappings } = await until(() => lookAt(home, imageId), (seen) => seen.progress === '40%');
  assert.equal(status, 'Creating');
  assert.deepEqual(await imagesOf(us, home, { imageId }), []);
  await refused(call(us, 'deleteImage', image), 'OperationDenied.ImageCopying', 403);

  await call(us, 'cancelCopyImage', image);
  assert.equal(await lookAt(home, imageId), undefined);
  const { snapshotId } = diskDeviceMappings.diskDeviceMapping[0];
  const ofSnapshot = async () => (await call(us, 'describeSnapshots', { regionId: home, snapshotIds: JSON.stringify([snapshotId]) })).snapshots.snapshot;
  assert.equal((await ofSnapshot()).length, 1);
  await call(us, 'deleteSnapshot', { snapshotId });
  assert.deepEqual(await ofSnapshot(), []);
});

test('a shared image and a snapshot behind an image cannot be deleted; snapshots stay when their image goes', async () => {
  const imageId = await copy(plainImage, 'guarded');
  const image = { regionId: home, imageId };
  const { snapshotId } = (await available(home, imageId)).diskDeviceMappings.diskDeviceMapping[0];
  await refused(call(us, 'cancelCopyImage', image), 'IncorrectImageStatus', 400);
  await refused(call(us, 'deleteSnapshot', { snapshotId }), 'SnapshotCreatedImage', 403);
  await call(us, 'modifyImageSharePermission', { ...image, addAccount: [consumer.id] });
  await refused(call(us, 'deleteImage', image), 'ImageUseShared', 403);

  await call(us, 'modifyImageSharePermission', { ...image, removeAccount: [consumer.id] });
  await call(us, 'deleteImage', image);
  await refused(call(us, 'deleteImage', image), 'InvalidImageId.NotFound', 404);
  await call(us, 'deleteSnapshot', { snapshotId });
});

test('one client token is one copy; with other parameters it is refused', async () => {
  const clientToken = 'conformance-1';
  const first = await copy(plainImage, 'once', { clientToken });
  assert.equal(await copy(plainImage, 'once', { clientToken }), first);
  assert.equal((await imagesOf(us, home, { imageName: 'once', status: 'ALL' })).length, 1);
  await refused(copy(plainImage, 'twice', { clientToken }), 'IdempotentParameterMismatch', 400);
});

test('a name is free once per region', async () => {
  await copy(plainImage, 'taken');
  await refused(copy(plainImage, 'taken'), 'InvalidImageName.Duplicated', 400);
});

test('a dry run passes as an error and copies nothing', async () => {
  await refused(copy(plainImage, 'dry', { dryRun: true }), 'DryRunOperation', 400);
  assert.deepEqual(await imagesOf(us, home, { imageName: 'dry', status: 'ALL' }), []);
});
