// Replacing: every code of ReplaceSystemDisk and ReInitDisk that a world can bring about.
import { until } from './harness.js';
import { area, home, never } from './codes.js';

const replace = (InstanceId, fields) => ({ InstanceId, ImageId: 'm-own', ...fields });
const systemDisk = async (world, instance) => (await world.disks(instance))[0].diskId;
const reInit = (instance) => async (world) => ({ DiskId: await systemDisk(world, instance) });
const snapshotting = { rules: { snapshotCreation: never } };
const snapshot = async (world, instance) => world.call('CreateSnapshot', { DiskId: await systemDisk(world, instance) });

area('replacing', [
  ['ReplaceSystemDisk', 'InvalidInstanceId.NotFound', 404, replace('i-nowhere')],
  ['ReplaceSystemDisk', 'InvalidImageId.NotFound', 404, replace('i-stopped', { ImageId: 'm-nowhere' })],
  ['ReplaceSystemDisk', 'InvalidSystemDiskSize.MoreThanMaxSize', 404, replace('i-stopped', { SystemDisk: { Size: 2049 } })],
  ['ReplaceSystemDisk', 'InvalidSystemDiskSize.LessThanImageSize', 404, replace('i-stopped', { ImageId: 'm-large', SystemDisk: { Size: 50 } })],
  ['ReplaceSystemDisk', 'InvalidSystemDiskSize.LessThanMinSize', 404, replace('i-stopped', { SystemDisk: { Size: 10 } })],
  ['ReplaceSystemDisk', 'IncorrectInstanceStatus', 403, replace('i-running')],
  ['ReplaceSystemDisk', 'IncorrectDiskStatus', 403, async (world) => {
    await world.call('ReInitDisk', { DiskId: await systemDisk(world, 'i-reset') });
    return replace('i-reset');
  }, { rules: { diskReInit: never } }],
  ['ReplaceSystemDisk', 'InvalidSystemDiskStatus.IsTransfering', 403, replace('i-transfer')],
  ['ReplaceSystemDisk', 'DiskCreatingSnapshot', 403, async (world) => {
    await snapshot(world, 'i-snapshotted');
    return replace('i-snapshotted');
  }, snapshotting],
  ['ReplaceSystemDisk', 'InstanceLockedForSecurity', 403, async (world) => {
    await world.admin('/instances/i-locked/lock');
    return replace('i-locked');
  }],
  ['ReplaceSystemDisk', 'ImageNotSupportInstanceType', 403, replace('i-nvme', { ImageId: 'm-no-nvme' })],
  ['ReplaceSystemDisk', 'OperationDenied.ImageNotValid', 403, replace('i-stopped', { ImageId: 'm-unavailable' })],
  ['ReplaceSystemDisk', 'OperationDenied.UnpaidOrder', 403, replace('i-unpaid')],
  ['ReplaceSystemDisk', 'OperationDenied.InstanceCreating', 403, async (world) => {
    const { instanceId } = await world.call('CreateInstance', { RegionId: home, ImageId: 'm-own', InstanceType: 'ecs.g7.large' });
    return replace(instanceId);
  }, { rules: { instancePending: never } }],
  ['ReplaceSystemDisk', 'InstanceExpiredOrInArrears', 403, replace('i-expired')],
  ['ReplaceSystemDisk', 'ImageNotSubscribed', 403, replace('i-stopped', { ImageId: 'm-not-subscribed' })],
  ['ReplaceSystemDisk', 'ImageRemovedInMarket', 403, replace('i-stopped', { ImageId: 'm-removed' })],
  ['ReplaceSystemDisk', 'IoOptimized.NotSupported', 403, replace('i-stopped', { ImageId: 'm-no-io-optimized' })],
  ['ReplaceSystemDisk', 'InvalidParameter.Conflict', 400, replace('i-stopped', { ImageId: 'm-shared-encrypted' })],
  ['ReplaceSystemDisk', 'InvalidSystemDiskSize.ValueNotSupported', 400, replace('i-stopped', { SystemDisk: { Size: 40.5 } })],
  ['ReplaceSystemDisk', 'InvalidSystemDiskSize.ImageNotSupportResize', 400, replace('i-stopped', { ImageId: 'm-no-resize', SystemDisk: { Size: 50 } })],
  ['ReplaceSystemDisk', 'InvalidPassword.Malformed', 400, replace('i-stopped', { Password: 'short' })],
  ['ReplaceSystemDisk', 'InvalidPasswordParam.Mismatch', 400, replace('i-stopped', { Password: 'p@ss W0rd', PasswordInherit: true })],
  ['ReplaceSystemDisk', 'InvalidKeyPairName.NotFound', 400, replace('i-stopped', { KeyPairName: 'nowhere' })],
  ['ReplaceSystemDisk', 'MissingParameter', 400, replace('i-stopped', { ImageId: undefined })],
  ['ReplaceSystemDisk', 'OperationDenied', 400, replace('i-stopped', { ImageId: 'm-data' })],
  ['ReplaceSystemDisk', 'InvalidInstance.NotFoundSystemDisk', 400, replace('i-no-disk')],

  ['ReInitDisk', 'InvalidDiskId.OperationNotSupported', 404, async (world) => {
    await world.admin('/images/m-taken-back/unshare/1000000000000001');
    return reInit('i-stranded')(world);
  }],
  ['ReInitDisk', 'InvalidSourceSnapshot', 403, async (world) => {
    const { snapshotId } = await snapshot(world, 'i-running');
    await until(
      async () => (await world.call('DescribeSnapshots', { RegionId: home, SnapshotIds: [snapshotId] })).snapshots.snapshot[0],
      ({ status }) => status === 'accomplished');
    const { instanceId } = await world.call('CreateInstance', { RegionId: home, ImageId: 'm-own', InstanceType: 'ecs.g7.large', DataDisk: [{ SnapshotId: snapshotId }] });
    await world.hasStatus(instanceId, 'Stopped');
    await world.call('DeleteSnapshot', { SnapshotId: snapshotId, Force: true });
    return { DiskId: (await world.disks(instanceId)).find(({ type }) => type === 'data').diskId };
  }],
  ['ReInitDisk', 'IncorrectInstanceStatus', 403, reInit('i-running')],
  ['ReInitDisk', 'DiskCreatingSnapshot', 403, reInit('i-snapshotted'), snapshotting],
  ['ReInitDisk', 'InstanceLockedForSecurity', 403, reInit('i-locked')],
]);
