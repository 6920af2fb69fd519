// Every operation that the documentation of images, sharing, copying, launching and replacing needs, called once, and what its answer has.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { home, operations, world } from './codes.js';

const cloud = await world();
after(() => cloud.end());

const region = (fields) => ({ RegionId: home, ...fields });
const image = (ImageId, fields) => region({ ImageId, ...fields });
const ids = (...InstanceId) => region({ InstanceId });
const launch = image('m-own', { InstanceType: 'ecs.g7.large' });
const systemDisk = async (instance) => (await cloud.disks(instance))[0].diskId;
const copying = async () => image((await cloud.call('CopyImage', image('m-own', { DestinationRegionId: home }))).imageId);
const task = async () => region({ TaskId: (await cloud.admin('/images/m-own/tasks/ExportImage')).id });
const command = (more) => region({ Type: 'RunShellScript', CommandContent: 'echo hello', InstanceId: ['i-running'], ...more });
const launched = async (status, operation = 'RunInstances') => {
  const answer = await cloud.call(operation, launch);
  const id = answer.instanceId ?? answer.instanceIdSets.instanceIdSet[0];
  await cloud.hasStatus(id, status);
  return id;
};

/** `[operation, fields, what the answer has]`, in order; `fields` may be a function that first brings the world about. */
const calls = [
  ['DescribeImages', region(), 'images.image'],
  ['DescribeImageFromFamily', region({ ImageFamily: 'own' }), 'image.imageId'],
  ['CopyImage', image('m-own', { DestinationRegionId: 'cn-shanghai' }), 'imageId'],
  ['CancelCopyImage', copying],
  ['CreateImage', region({ InstanceId: 'i-running' }), 'imageId'],
  ['ModifyImageAttribute', image('m-own', { Description: 'another' })],
  ['ModifyImageSharePermission', image('m-own', { AddAccount: ['2000000000000002'] })],
  ['DescribeImageSharePermission', image('m-own'), 'accounts.account'],
  ['DeleteImage', image('m-lost')],
  ['RunInstances', launch, 'instanceIdSets.instanceIdSet'],
  ['CreateInstance', launch, 'instanceId'],
  ['StartInstance', { InstanceId: 'i-stopped' }],
  ['StopInstance', async () => ({ InstanceId: await launched('Running') })],
  ['DeleteInstance', async () => ({ InstanceId: await launched('Stopped', 'CreateInstance') })],
  ['StartInstances', ids('i-replaced'), 'instanceResponses.instanceResponse'],
  ['StopInstances', async () => ids(await launched('Running')), 'instanceResponses.instanceResponse'],
  ['DeleteInstances', async () => ids(await launched('Stopped', 'CreateInstance'))],
  ['DescribeInstances', region(), 'instances.instance'],
  ['DescribeInstanceStatus', region(), 'instanceStatuses.instanceStatus'],
  ['ReplaceSystemDisk', { InstanceId: 'i-nvme', ImageId: 'm-own' }, 'diskId'],
  ['ReInitDisk', async () => ({ DiskId: await systemDisk('i-reset') })],
  ['DescribeDisks', region(), 'disks.disk'],
  ['CreateSnapshot', async () => ({ DiskId: await systemDisk('i-snapshotted') }), 'snapshotId'],
  ['DescribeSnapshots', region(), 'snapshots.snapshot'],
  ['DeleteSnapshot', { SnapshotId: 's-nowhere' }],
  ['TagResources', region({ ResourceType: 'image', ResourceId: ['m-own'], Tag: [{ Key: 'team', Value: 'platform' }] })],
  ['ListTagResources', region({ ResourceType: 'image', ResourceId: ['m-own'] }), 'tagResources.tagResource'],
  ['UntagResources', region({ ResourceType: 'image', ResourceId: ['m-own'], TagKey: ['team'] })],
  ['DescribeRegions', {}, 'regions.region'],
  ['DescribeAvailableResource', region({ DestinationResource: 'InstanceType' }), 'availableZones.availableZone'],
  ['DescribeInstanceTypes', {}, 'instanceTypes.instanceType'],
  ['DescribeTaskAttribute', task, 'taskId'],
  ['DescribeTasks', region(), 'taskSet.task'],
  ['CancelTask', task],
  ['DescribeCloudAssistantStatus', ids('i-running'), 'instanceCloudAssistantStatusSet.instanceCloudAssistantStatus'],
  ['RunCommand', command(), 'invokeId'],
  ['InvokeCommand', async () => {
    const { commandId } = await cloud.call('RunCommand', command({ KeepCommand: true }));
    return region({ CommandId: commandId, InstanceId: ['i-running'] });
  }, 'invokeId'],
  ['DescribeInvocationResults', region(), 'invocation.invocationResults.invocationResult'],
];

for (const [operation, fields, path] of calls) {
  test(operation, async () => {
    const answer = await cloud.call(operation, typeof fields === 'function' ? await fields() : fields);
    const value = (path ?? 'requestId').split('.').reduce((part, name) => part?.[name], answer);
    assert.ok(value && value.length > 0, `${path} is ${JSON.stringify(value)}`);
  });
}

test('these are all', () => assert.deepEqual(calls.map(([operation]) => operation).toSorted(), operations.toSorted()));
