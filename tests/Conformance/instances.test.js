// Instances, disks, snapshots, images made of them and Cloud Assistant: the official ECS SDK as a black box against `sharedimages simulate`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, ecsClient, encryptedImage, home, keyIn, ours, plainImage, refused, simulator, until } from './harness.js';

const us = ecsClient(ours);
const zone = simulator.zones.find((candidate) => candidate.region === home);
const group = simulator.securityGroups.find((candidate) => candidate.region === home);

const launch = async (fields = {}) => (await call(us, 'runInstances', {
  regionId: home,
  imageId: plainImage,
  instanceType: 'ecs.g7.large',
  vSwitchId: zone.vSwitches[0],
  securityGroupId: group.id,
  ...fields,
})).instanceIdSets.instanceIdSet;

const lookAt = async (id) => (await call(us, 'describeInstances', { regionId: home, instanceIds: JSON.stringify([id]) })).instances.instance[0];
const hasStatus = (id, status) => until(() => lookAt(id), (instance) => instance.status === status);
const disksOf = async (instanceId) => (await call(us, 'describeDisks', { regionId: home, instanceId })).disks.disk;
const available = (imageId) => until(
  async () => (await call(us, 'describeImages', { regionId: home, imageId, status: 'ALL' })).images.image[0],
  (image) => image.status === 'Available');

test('types and stock say what can be launched where', async () => {
  const [type] = (await call(us, 'describeInstanceTypes', { instanceTypes: ['ecs.g8y.large'] })).instanceTypes.instanceType;
  assert.equal(type.cpuArchitecture, 'ARM');
  assert.deepEqual(type.supportedBootModes.supportedBootMode, ['UEFI']);

  const [sells] = (await call(us, 'describeAvailableResource', { regionId: home, destinationResource: 'InstanceType', zoneId: zone.id })).availableZones.availableZone;
  assert.equal(sells.statusCategory, 'WithStock');
  assert.ok(sells.availableResources.availableResource[0].supportedResources.supportedResource.some(({ value, status }) => value === 'ecs.g7.large' && status === 'Available'));
});

test('an instance of an encrypted image that is shared with us has disks under our key', async () => {
  await refused(launch({ imageId: encryptedImage }), 'InvalidParam.EncryptedMismatch', 400);

  const [id] = await launch({ imageId: encryptedImage, systemDisk: { encrypted: 'true', KMSKeyId: keyIn(home), size: '60' }, tag: [{ key: 'team', value: 'platform' }] });

  const instance = await hasStatus(id, 'Running');
  assert.equal(instance.imageId, encryptedImage);
  assert.equal(instance.zoneId, zone.id);
  assert.deepEqual(instance.tags.tag.map(({ tagKey, tagValue }) => [tagKey, tagValue]), [['team', 'platform']]);
  const [disk] = await disksOf(id);
  assert.equal(disk.size, 60);
  assert.equal(disk.KMSKeyId, keyIn(home));
});

test('the same client token launches once, a dry run never', async () => {
  const first = await launch({ amount: 2, clientToken: 'launch-once' });
  assert.deepEqual(await launch({ amount: 2, clientToken: 'launch-once' }), first);
  await refused(launch({ amount: 3, clientToken: 'launch-once' }), 'IdempotentParameterMismatch', 400);
  await refused(launch({ dryRun: true }), 'DryRunOperation', 400);
});

test('a system disk is replaced: snapshot first, stop, new image, start, look inside', async () => {
  const [id] = await launch();
  await hasStatus(id, 'Running');
  const [old] = await disksOf(id);
  const { snapshotId } = await call(us, 'createSnapshot', { diskId: old.diskId, snapshotName: 'before' });
  await until(
    async () => (await call(us, 'describeSnapshots', { regionId: home, snapshotIds: JSON.stringify([snapshotId]) })).snapshots.snapshot[0],
    (snapshot) => snapshot.status === 'accomplished');
  const { imageId } = await call(us, 'createImage', { regionId: home, instanceId: id, imageName: 'made-of-an-instance' });
  await available(imageId);

  await refused(call(us, 'replaceSystemDisk', { instanceId: id, imageId }), 'IncorrectInstanceStatus', 403);
  const [stopping] = (await call(us, 'stopInstances', { regionId: home, instanceId: [id], stoppedMode: 'KeepCharging' })).instanceResponses.instanceResponse;
  assert.deepEqual([stopping.code, stopping.previousStatus, stopping.currentStatus], ['200', 'Running', 'Stopping']);
  await hasStatus(id, 'Stopped');
  const { diskId } = await call(us, 'replaceSystemDisk', { instanceId: id, imageId, systemDisk: { size: 50 } });
  const replaced = await until(() => lookAt(id), (instance) => instance.operationLocks.lockReason.length === 0);
  assert.equal(replaced.imageId, imageId);
  assert.deepEqual((await disksOf(id)).map((disk) => [disk.diskId, disk.size]), [[diskId, 50]]);
  await call(us, 'startInstance', { instanceId: id });
  await hasStatus(id, 'Running');

  await until(
    async () => (await call(us, 'describeCloudAssistantStatus', { regionId: home, instanceId: [id] })).instanceCloudAssistantStatusSet.instanceCloudAssistantStatus[0],
    (agent) => agent.cloudAssistantStatus === 'true');
  const { invokeId } = await call(us, 'runCommand', {
    regionId: home, type: 'RunShellScript', commandContent: 'echo {{word}}\nexit 3', enableParameter: true, parameters: { word: 'hello' }, instanceId: [id],
  });
  const result = await until(
    async () => (await call(us, 'describeInvocationResults', { regionId: home, invokeId })).invocation.invocationResults.invocationResult[0],
    (seen) => seen.invocationStatus === 'Failed');
  assert.equal(result.exitCode, 3);
  assert.equal(Buffer.from(result.output, 'base64').toString(), 'hello\n');

  await call(us, 'deleteInstances', { regionId: home, instanceId: [id], force: true });
  assert.equal(await lookAt(id), undefined);
});
