// Images: every code of DescribeImages, DeleteImage, ModifyImageAttribute, DescribeImageFromFamily and CreateImage that a world can bring about.
import { area, home, never } from './codes.js';

const image = (ImageId, fields) => ({ RegionId: home, ImageId, ...fields });
const images = (fields) => ({ RegionId: home, ...fields });
const ofInstance = (InstanceId, fields) => ({ RegionId: home, InstanceId, ...fields });
const tags = (count) => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: '' }));
const mappings = (Device, more = []) => async (world) => {
  const [{ snapshotId }] = (await world.image('m-own')).diskDeviceMappings.diskDeviceMapping;
  return images({ DiskDeviceMapping: [{ SnapshotId: snapshotId, DiskType: 'system' }, { Device, Size: 40 }, ...more] });
};
const ofSnapshot = (ImageId, number, fields) => async (world) =>
  images({ SnapshotId: (await world.image(ImageId)).diskDeviceMappings.diskDeviceMapping[number].snapshotId, ...fields });
const systemDisk = async (world, instance) => (await world.disks(instance))[0].diskId;

area('images', [
  ['DescribeImages', 'InvalidImageOwnerAlias.ValueNotSupported', 400, images({ ImageOwnerAlias: 'mine' })],
  ['DescribeImages', 'InvalidImageOwnerAlias.PublicImageUnsupported', 400, images({ IsPublic: true })],
  ['DescribeImages', 'InvalidOperation.ImageOwnerIdUnsupported', 400, images({ ImageOwnerAlias: 'self', ImageOwnerId: 2000000000000002 })],
  ['DescribeImages', 'InvalidParamter', 400, images({ Status: 'ALL,Available' })],
  ['DescribeImages', 'InvalidTag.Mismatch', 400, images({ Tag: [{ Value: 'platform' }] })],
  ['DescribeImages', 'InvalidTagCount', 400, images({ Tag: tags(21) })],
  ['DescribeImages', 'InvalidInstanceType.ValueNotSupported', 400, images({ InstanceType: 'ecs.nowhere' })],
  ['DescribeImages', 'InvalidFilterValue.NetworkType', 400, images({ Filter: [{ Key: 'NetworkType', Value: 'token-ring' }] })],
  ['DescribeImages', 'CurrentAccount.NotSupportPublicImage', 403, images({ ImageOwnerAlias: 'others', IsPublic: true }), { as: 'NoSnapshots' }],
  ['DescribeImages', 'InvalidFilterKey.NotFound', 404, images({ Filter: [{ Key: 'Weather', Value: 'fine' }] })],
  ['DescribeImages', 'InvalidFilterValue', 404, images({ Filter: [{ Key: 'CreationStartTime', Value: 'yesterday' }] })],
  ['DescribeImages', 'InvalidUsage', 404, images({ Usage: 'all' })],
  ['DescribeImages', 'InvalidOSType', 404, images({ OSType: 'plan9' })],
  ['DescribeImages', 'InvalidArchitecture', 404, images({ Architecture: 'vax' })],
  ['DescribeImages', 'InvalidRegionId.NotFound', 404, { RegionId: 'cn-nowhere' }],

  ['DeleteImage', 'ImageUsingByInstance', 403, image('m-used')],
  ['DeleteImage', 'ImageUseShared', 403, image('m-shared-on')],
  ['DeleteImage', 'OperationDenied.ImageCopying', 403, async (world) => {
    await world.call('CopyImage', { ...image('m-data'), DestinationRegionId: home });
    return image('m-data');
  }, { rules: { sameRegionCopy: never, imageCreation: never } }],
  ['DeleteImage', 'ImageIsCreating', 403, async (world) => image((await world.call('CreateImage', ofInstance('i-running'))).imageId), { rules: { sameRegionCopy: never, imageCreation: never } }],
  ['DeleteImage', 'ImageIsImporting', 403, async (world) => {
    await world.admin('/images/m-vhd/tasks/ImportImage');
    return image('m-vhd');
  }],
  ['DeleteImage', 'ImageIsExporting', 403, async (world) => {
    await world.admin('/images/m-huge/tasks/ExportImage');
    return image('m-huge');
  }],
  ['DeleteImage', 'ImageIsPublic', 403, image('m-community')],
  ['DeleteImage', 'InvalidImageId.NotFound', 404, image('m-nowhere')],

  ['DescribeImageFromFamily', 'InvalidRegionId.NotFound', 404, { RegionId: 'cn-nowhere', ImageFamily: 'own' }],

  ['ModifyImageAttribute', 'InvalidImageName.Malformed', 400, image('m-own', { ImageName: 'acs:own' })],
  ['ModifyImageAttribute', 'InvalidImageName.Duplicated', 400, image('m-own', { ImageName: 'used' })],
  ['ModifyImageAttribute', 'InvalidDescription.Malformed', 400, image('m-own', { Description: 'https://example' })],
  ['ModifyImageAttribute', 'MissingParameter', 400, image('m-own')],
  ['ModifyImageAttribute', 'InvalidImageId.NotFound', 404, image('m-shared', { ImageName: 'mine' })],

  ['CreateImage', 'InvalidImageName.Malformed', 400, ofInstance('i-running', { ImageName: '1' })],
  ['CreateImage', 'InvalidImageName.Duplicated', 400, ofInstance('i-running', { ImageName: 'used' })],
  ['CreateImage', 'IncorrectInstanceStatus', 400, async (world) => {
    const { instanceId } = await world.call('CreateInstance', images({ ImageId: 'm-own', InstanceType: 'ecs.g7.large' }));
    return ofInstance(instanceId);
  }, { rules: { instancePending: never } }],
  ['CreateImage', 'InstanceLockedForSecurity', 400, async (world) => {
    await world.admin('/instances/i-locked/lock');
    return ofInstance('i-locked');
  }],
  ['CreateImage', 'MissingParameter', 400, images()],
  ['CreateImage', 'InvalidDevice.Malformed', 400, mappings('/dev/sda')],
  ['CreateImage', 'InvalidDevice.InUse', 400, mappings('/dev/xvdb', [{ Device: '/dev/xvdb', Size: 40 }])],
  ['CreateImage', 'InvalidArchitecture.Malformed', 400, ofSnapshot('m-own', 0, { Architecture: 'vax' })],
  ['CreateImage', 'InvalidPlatform.Malformed', 400, ofSnapshot('m-own', 0, { Platform: '<none>' })],
  ['CreateImage', 'Duplicate.TagKey', 400, ofInstance('i-running', { Tag: [{ Key: 'team', Value: 'a' }, { Key: 'team', Value: 'b' }] })],
  ['CreateImage', 'InvalidSnapshotId.NotReady', 403, async (world) => {
    const { snapshotId } = await world.call('CreateSnapshot', { DiskId: await systemDisk(world, 'i-running') });
    return images({ SnapshotId: snapshotId });
  }, { rules: { snapshotCreation: never } }],
  ['CreateImage', 'IncorrectDiskStatus.CreatingSnapshot', 403, ofInstance('i-running'), { rules: { snapshotCreation: never } }],
  ['CreateImage', 'InvalidSnapshot.TooOld', 403, ofSnapshot('m-old', 0)],
  ['CreateImage', 'OperationDenied', 403, ofSnapshot('m-data', 1)],
  ['CreateImage', 'QuotaExceed.Image', 403, ofInstance('i-running'), { rules: { imageQuota: 2 } }],
  ['CreateImage', 'QuotaExceed.Snapshot', 403, ofInstance('i-running'), { rules: { snapshotQuota: 2 } }],
  ['CreateImage', 'QuotaExceed.Tags', 403, ofInstance('i-running', { Tag: tags(21) })],
  ['CreateImage', 'InvalidParamter.Conflict', 403, async (world) => {
    await world.call('CreateImage', ofInstance('i-running', { ClientToken: 'once' }));
    return ofInstance('i-running', { ClientToken: 'once', ImageName: 'another' });
  }],
  ['CreateImage', 'IncorrectDiskStatus', 403, async (world) => {
    await world.call('ReInitDisk', { DiskId: await systemDisk(world, 'i-reset') });
    return ofInstance('i-reset');
  }, { rules: { diskReInit: never } }],
  ['CreateImage', 'IncorrectDiskStatus.Transferring', 403, ofInstance('i-transfer')],
  ['CreateImage', 'InvalidAccountStatus.NotEnoughBalance', 403, ofInstance('i-poor'), { as: 'Poor' }],
  ['CreateImage', 'InvalidAccountStatus.SnapshotServiceUnavailable', 403, ofInstance('i-no-snapshots'), { as: 'NoSnapshots' }],
  ['CreateImage', 'InvalidParameter.KMSKeyId.KMSUnauthorized', 403, ofInstance('i-no-role'), { as: 'NoRole' }],
  ['CreateImage', 'InvalidSnapshotId.NotFound', 404, images({ SnapshotId: 's-nowhere' })],
  ['CreateImage', 'InvalidInstanceId.NotFound', 404, ofInstance('i-nowhere')],
  ['CreateImage', 'InvalidResourceGroup.NotFound', 404, ofInstance('i-running', { ResourceGroupId: 'rg-nowhere' })],
]);
