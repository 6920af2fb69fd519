// Launching: every code of RunInstances, CreateInstance and a spot instance's start that a world can bring about.
import { area, home, never } from './codes.js';

const launch = (fields) => ({ RegionId: home, ImageId: 'm-own', InstanceType: 'ecs.g7.large', ...fields });
const inZone = (name, fields) => launch({ ZoneId: `cn-hangzhou-${name}`, ...fields });
const encrypted = (fields) => launch({ SystemDisk: { Encrypted: 'true', ...fields } });
const shared = (fields) => launch({ ImageId: 'm-shared', ...fields });
const refusedAs = (code, http, as, fields = shared()) => ['RunInstances', code, http, fields, { as }];
const disk = async (world, instance) => (await world.disks(instance))[0].diskId;

area('launching', [
  ['RunInstances', 'OperationDenied.NoStock', 403, inZone('sold-out')],
  ['RunInstances', 'Zone.NotOnSale', 403, inZone('closed')],
  ['RunInstances', 'Zone.NotOpen', 403, inZone('not-open')],
  ['RunInstances', 'InvalidInstanceType.ZoneNotSupported', 403, inZone('arm')],
  ['RunInstances', 'InstanceType.Offline', 403, launch({ InstanceType: 'ecs.g5.large' })],
  ['RunInstances', 'CategoryNotSupported', 403, inZone('slow', { SystemDisk: { Category: 'cloud_efficiency' }, DataDisk: [{ Size: 40, Category: 'cloud_essd' }] })],
  ['RunInstances', 'OperationDenied.ZoneNotAllowed', 403, inZone('by-invitation')],
  ['RunInstances', 'OperationDenied.ZoneSystemCategoryNotMatch', 403, inZone('slow')],
  ['RunInstances', 'NoAvaliableDedicatedHost', 400, launch({ DedicatedHostId: 'dh-nowhere' })],
  ['RunInstances', 'Invalid.PrivatePoolOptions.NoStock', 400, launch({ PrivatePoolOptions: { Id: 'eap-nowhere', MatchCriteria: 'Target' } })],
  ['RunInstances', 'QuotaExceeded.PrivateIpAddress', 400, inZone('no-private-ips')],
  ['RunInstances', 'InvalidOperation.PublicIpAddressNoStock', 400, inZone('no-public-ips', { InternetMaxBandwidthOut: 10 })],
  ['RunInstances', 'InvalidVpcZone.NotSupported', 400, inZone('sold-out', { VSwitchId: 'vsw-h' })],
  ['RunInstances', 'InvalidDiskCategory.NotSupported', 403, launch({ SystemDisk: { Category: 'floppy' } })],
  ['RunInstances', 'OperationDenied.ResourceControl', 403, inZone('rationed')],
  ['RunInstances', 'IncorrectVSwitchStatus', 400, inZone('v-switch-pending')],
  ['RunInstances', 'IncorrectVpcStatus', 400, inZone('vpc-pending')],

  ['RunInstances', 'QuotaExceed.ElasticQuota', 403, launch(), { rules: { vcpuQuota: 1 } }],
  ['RunInstances', 'QuotaExceed.AfterpayInstance', 400, launch(), { rules: { instanceQuota: 1 } }],
  ['RunInstances', 'QuotaExceed.PostPaidDisk', 403, launch(), { rules: { diskQuota: 1 } }],
  ['RunInstances', 'SecurityGroupInstanceLimitExceed', 403, launch({ SecurityGroupId: 'sg-small', Amount: 2 })],
  ['RunInstances', 'QuotaExceed.Tags', 403, launch({ Tag: Array.from({ length: 21 }, (_, i) => ({ Key: `k${i}`, Value: '' })) })],
  ['RunInstances', 'Throttling.Resource', 429, launch({ Amount: 2 }), { rules: { instancesPerMinute: 1 } }],

  ['RunInstances', 'InvalidSnapshotId.NotReady', 403, async (world) => {
    const { snapshotId } = await world.call('CreateSnapshot', { DiskId: await disk(world, 'i-running') });
    return launch({ DataDisk: [{ SnapshotId: snapshotId }] });
  }, { rules: { snapshotCreation: never } }],
  ['RunInstances', 'LastTokenProcessing', 403, async (world) => {
    const fields = launch({ ClientToken: 'slow' });
    await world.hold('RunInstances', fields);
    return fields;
  }],
  ['RunInstances', 'IdempotentParameterMismatch', 400, async (world) => {
    await world.call('RunInstances', launch({ ClientToken: 'once' }));
    return launch({ ClientToken: 'once', Amount: 2 });
  }],

  ['RunInstances', 'InvalidImageId.NotFound', 404, launch({ ImageId: 'm-nowhere' })],
  ['RunInstances', 'OperationDenied.ImageNotValid', 403, async (world) => {
    await world.admin('/images/m-taken-back/unshare/1000000000000001');
    return launch({ ImageId: 'm-taken-back' });
  }],
  ['RunInstances', 'IncorrectImageStatus', 400, async (world) => {
    const { imageId } = await world.call('CopyImage', { RegionId: home, ImageId: 'm-own', DestinationRegionId: home });
    return launch({ ImageId: imageId });
  }, { rules: { sameRegionCopy: never } }],
  ['RunInstances', 'ImageNotSupportInstanceType', 403, launch({ ImageId: 'm-no-nvme', InstanceType: 'ecs.g8i.large' })],
  ['RunInstances', 'InvalidInstanceType.NotSupported', 403, launch({ ImageId: 'm-arm' })],
  ['RunInstances', 'ImageNotSupportCloudInit', 400, launch({ ImageId: 'm-no-cloud-init', UserData: 'IyEvYmluL3No' })],
  ['RunInstances', 'InvalidImageFamily.MissingAvailableImage', 403, launch({ ImageId: undefined, ImageFamily: 'nowhere' })],
  ['RunInstances', 'UnexpectedImageFamily.ImageIdSupplied', 400, launch({ ImageFamily: 'own' })],
  ['RunInstances', 'InvalidSystemDiskSize.LessThanImageSize', 404, launch({ ImageId: 'm-large', SystemDisk: { Size: '40' } })],
  ['RunInstances', 'IoOptimized.NotSupported', 403, launch({ ImageId: 'm-no-io-optimized' })],
  ['RunInstances', 'ImageNotSubscribed', 403, launch({ ImageId: 'm-not-subscribed' })],
  ['RunInstances', 'ImageRemovedInMarket', 403, launch({ ImageId: 'm-removed' })],

  ['RunInstances', 'InvalidParam.EncryptedMismatch', 400, launch({ ImageId: 'm-shared-encrypted' })],
  ['RunInstances', 'InvalidParameter.Encrypted', 400, encrypted({ Encrypted: 'maybe' })],
  ['RunInstances', 'InvalidParameter.EncryptedIllegal', 400, launch({ SystemDisk: { KMSKeyId: 'key-ours' } })],
  ['RunInstances', 'InvalidParameter.EncryptedNotSupported', 400, { ...encrypted(), ZoneId: 'cn-hangzhou-plain' }],
  ['RunInstances', 'InvalidZoneId.NotSupportShareEncryptedImage', 400, { ...encrypted(), ImageId: 'm-shared-encrypted', ZoneId: 'cn-hangzhou-no-shared-encrypted' }],
  ['RunInstances', 'InvalidEncrypted.NotMatchSnapshot', 400, async (world) => {
    const [{ snapshotId }] = (await world.image('m-encrypted')).diskDeviceMappings.diskDeviceMapping;
    return launch({ DataDisk: [{ SnapshotId: snapshotId, Encrypted: 'false' }] });
  }],
  refusedAs('InvalidEncrypted.NotMatchDiskDefaultEncryption', 403, 'Encrypting', shared({ SystemDisk: { Encrypted: 'false' } })),
  ['RunInstances', 'InvalidKMSKeyId.NotSymmetric', 400, encrypted({ KMSKeyId: 'key-asymmetric' })],
  ['RunInstances', 'InvalidParameter.KMSKeyId.NotFound', 404, encrypted({ KMSKeyId: 'key-ours-shanghai' })],
  ['RunInstances', 'InvalidParameter.KMSKeyId.CMKNotEnabled', 403, encrypted({ KMSKeyId: 'key-disabled' })],
  refusedAs('InvalidParameter.KMSKeyId.KMSUnauthorized', 403, 'NoRole', { ...encrypted({ KMSKeyId: 'key-no-role' }), ImageId: 'm-shared' }),
  refusedAs('UserNotInTheWhiteList', 403, 'NoOwnKeys', { ...encrypted({ KMSKeyId: 'key-ours' }), ImageId: 'm-shared' }),
  ['RunInstances', 'InvalidRegion.NotSupport', 403, { ...encrypted({ KMSKeyId: 'key-ours' }), RegionId: 'cn-fuzhou', ImageId: 'm-fuzhou' }],

  refusedAs('InvalidAccountStatus.NotEnoughBalance', 403, 'Poor'),
  refusedAs('InsufficientBalance', 403, 'Poor', shared({ InstanceChargeType: 'PrePaid' })),
  refusedAs('Account.Arrearage', 400, 'Overdue'),
  refusedAs('PaymentMethodNotFound', 404, 'NoPaymentMethod'),
  refusedAs('InvalidPayMethod', 403, 'NoSubscriptions', shared({ InstanceChargeType: 'PrePaid' })),
  refusedAs('RealNameAuthenticationError', 403, 'Unverified'),
  refusedAs('Forbidden.RiskControl', 403, 'RiskControlled'),
  refusedAs('SecurityRisk.3DVerification', 403, 'Needs3D'),
  refusedAs('Forbbiden', 403, 'Reader', launch()),
  refusedAs('InvalidUser.PassRoleForbidden', 403, 'Launcher', launch({ RamRoleName: 'web' })),
  ['RunInstances', 'RegionUnauthorized', 403, launch({ RegionId: 'cn-guangzhou', ImageId: 'm-guangzhou' })],

  ['RunInstances', 'InvalidRegionId.NotFound', 404, launch({ RegionId: 'cn-nowhere' })],
  ['RunInstances', 'InvalidZoneId.NotFound', 404, inZone('nowhere')],
  ['RunInstances', 'InvalidVSwitchId.NotFound', 404, launch({ VSwitchId: 'vsw-nowhere' })],
  ['RunInstances', 'InvalidSecurityGroupId.NotFound', 404, launch({ SecurityGroupId: 'sg-nowhere' })],
  ['RunInstances', 'InvalidLaunchTemplate.NotFound', 404, launch({ LaunchTemplateId: 'lt-nowhere' })],
  ['RunInstances', 'InvalidResourceGroup.NotFound', 404, launch({ ResourceGroupId: 'rg-nowhere' })],
  ['RunInstances', 'InvalidMinAmount.Malformed', 400, launch({ Amount: 1, MinAmount: 2 })],
  ['RunInstances', 'InvalidParam.Amount', 403, launch({ Amount: 101 })],
  ['RunInstances', 'InvalidPassword.Malformed', 400, launch({ Password: 'short' })],
  ['RunInstances', 'InvalidHostName.Malformed', 400, launch({ HostName: '-' })],
  ['RunInstances', 'InvalidInstanceName.Malformed', 400, launch({ InstanceName: '1' })],
  ['RunInstances', 'InvalidUserData.SizeExceeded', 400, launch({ UserData: Buffer.alloc(32 * 1024 + 1).toString('base64') })],
  ['RunInstances', 'InvalidPrivateIpAddress.Malformed', 400, launch({ PrivateIpAddress: '10.0.0.256' })],
  ['RunInstances', 'DeploymentSet.NotFound', 404, launch({ DeploymentSetId: 'ds-nowhere' })],
  ['RunInstances', 'DryRun.InvalidAmount', 403, launch({ Amount: 101, DryRun: true })],
  ['RunInstances', 'MissingParameter', 400, launch({ InstanceType: undefined })],
  ['RunInstances', 'InvalidSpotStrategy', 400, launch({ SpotStrategy: 'SpotForFree' })],

  ['CreateInstance', 'EncryptedOption.Conflict', 400, launch({ ImageId: 'm-shared-encrypted' })],
]);
