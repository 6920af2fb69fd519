// Copying: every code of CopyImage and CancelCopyImage that a world can bring about.
import { area, home, never } from './codes.js';

const image = (ImageId) => ({ RegionId: home, ImageId });
const copy = (ImageId, fields) => ({ ...image(ImageId), DestinationRegionId: home, ...fields });
const encrypted = (fields) => ({ Encrypted: true, ...fields });

/** Copies an image first; gives the new one's id. */
const copied = async (world, fields) => (await world.call('CopyImage', copy('m-own', fields))).imageId;

area('copying', [
  ['CopyImage', 'InvalidImageName.Malformed', 400, copy('m-own', { DestinationImageName: '1' })],
  ['CopyImage', 'InvalidDescription.Malformed', 400, copy('m-own', { DestinationDescription: 'http://example' })],
  ['CopyImage', 'SourceRegion.NotFound', 400, copy('m-own', { RegionId: 'cn-nowhere' })],
  ['CopyImage', 'DestinationRegion.NotFound', 400, copy('m-own', { DestinationRegionId: 'cn-nowhere' })],
  ['CopyImage', 'IncorrectImageStatus', 400, copy('m-deprecated')],
  ['CopyImage', 'InvalidSnapshotId.NotFound', 400, copy('m-lost')],
  ['CopyImage', 'InvalidImageName.Duplicated', 400, copy('m-own', { DestinationImageName: 'used' })],
  ['CopyImage', 'InvalidParameter.EncryptedIllegal', 400, copy('m-own', { KMSKeyId: 'key-ours' })],
  ['CopyImage', 'InvalidEncrypted.NotMatchKmsKeyId', 400, copy('m-own', { Encrypted: false, KMSKeyId: 'key-ours' })],
  ['CopyImage', 'InvalidEncryptAlgorithm', 400, copy('m-own', encrypted({ EncryptAlgorithm: 'rot13' }))],
  ['CopyImage', 'InvalidEncrypted.NotMatchEncryptAlgorithm', 400, copy('m-own', { EncryptAlgorithm: 'aes-256' })],
  ['CopyImage', 'InvalidParameter.KmsNotEnabled', 400, copy('m-shared', encrypted()), { as: 'NoKms' }],
  ['CopyImage', 'OperationDenied.CommunityImage', 400, copy('m-community')],
  ['CopyImage', 'OperationDenied.ImageCopyConflict', 400, async (world) => {
    await copied(world);
    return copy('m-own');
  }, { rules: { refuseConcurrentCopies: true, sameRegionCopy: never } }],
  ['CopyImage', 'Account.Arrearage', 400, copy('m-shared'), { as: 'Overdue' }],
  ['CopyImage', 'Forbbiden', 403, copy('m-own'), { as: 'Reader' }],
  ['CopyImage', 'QuotaExceed.Image', 403, copy('m-own'), { rules: { imageQuota: 2 } }],
  ['CopyImage', 'QuotaExceed.Snapshot', 403, copy('m-own'), { rules: { snapshotQuota: 2 } }],
  ['CopyImage', 'OperationDenied.ImageCopying', 403, async (world) => {
    const id = await copied(world);
    await world.available(id);
    return copy(id);
  }, { rules: { copySettling: never } }],
  ['CopyImage', 'RegionNotSupportCopy', 403, copy('m-own', { DestinationRegionId: 'cn-nanjing' })],
  ['CopyImage', 'IncorrectDestinationRegion', 403, copy('m-own'), { rules: { refusePlainCopiesInRegion: true } }],
  ['CopyImage', 'OperationDenied.SameRegionOnly', 403, copy('m-shared', { DestinationRegionId: 'cn-shanghai' })],
  ['CopyImage', 'OperationDenied.NonCompliantDestinationRegion', 403, copy('m-own', { DestinationRegionId: 'cn-chengdu' })],
  ['CopyImage', 'OperationDeined.EncryptedSnapshot', 403, copy('m-encrypted')],
  ['CopyImage', 'OperationDenied.EncryptSnapshotAcrossRegion', 403, copy('m-own', encrypted({ DestinationRegionId: 'cn-shanghai' })), { rules: { refuseEncryptingAcrossRegions: true } }],
  ['CopyImage', 'InvalidEncrypted.NotMatchDiskDefaultEncryption', 403, copy('m-shared', { Encrypted: false }), { as: 'Encrypting' }],
  ['CopyImage', 'InvalidParameter.KMSKeyId.KMSUnauthorized', 403, copy('m-shared', encrypted({ KMSKeyId: 'key-no-role' })), { as: 'NoRole' }],
  ['CopyImage', 'InvalidParameter.KMSKeyId.CMKNotEnabled', 403, copy('m-own', encrypted({ KMSKeyId: 'key-disabled' }))],
  ['CopyImage', 'InvalidParameter.KMSKeyId.CMKUnauthorized', 403, copy('m-own', encrypted({ KMSKeyId: 'key-untagged' }))],
  ['CopyImage', 'OperationDenied.KmsServiceUnauthorized', 403, copy('m-shared', encrypted()), { as: 'KmsUnauthorized' }],
  ['CopyImage', 'InvalidRegion.NotSupport', 403, copy('m-own', encrypted({ DestinationRegionId: 'cn-fuzhou', KMSKeyId: 'key-ours' }))],
  ['CopyImage', 'UserNotInTheWhiteList', 403, copy('m-shared', encrypted({ KMSKeyId: 'key-ours' })), { as: 'NoOwnKeys' }],
  ['CopyImage', 'InvalidRegionId.NotSupportEncryptAlgorithm', 403, copy('m-own', encrypted({ DestinationRegionId: 'cn-fuzhou', EncryptAlgorithm: 'aes-256' }))],
  ['CopyImage', 'InvalidSnapshot.TooOld', 403, copy('m-old')],
  ['CopyImage', 'SizeExceed.Image', 403, copy('m-huge')],
  ['CopyImage', 'InvalidOperation.VhdImageUnsupported', 403, copy('m-vhd')],
  ['CopyImage', 'InvalidOperation.CloudBoxImageCopyUnsupported', 403, copy('m-cloud-box')],
  ['CopyImage', 'InvalidImageId.NotFound', 404, copy('m-nowhere')],
  ['CopyImage', 'InvalidParameter.KMSKeyId.NotFound', 404, copy('m-own', encrypted({ KMSKeyId: 'key-ours-shanghai' }))],
  ['CopyImage', 'InvalidResourceGroup.NotFound', 404, copy('m-own', { ResourceGroupId: 'rg-nowhere' })],

  ['CancelCopyImage', 'ImageCreatedNotFromCopy', 400, image('m-own')],
  ['CancelCopyImage', 'IncorrectImageStatus', 400, async (world) => {
    const id = await copied(world);
    await world.available(id);
    return image(id);
  }],
  ['CancelCopyImage', 'CancelNotSupported', 400, async (world) => image(await copied(world)), { rules: { refuseCancel: true, sameRegionCopy: never } }],
  ['CancelCopyImage', 'InvalidRegionId.NotFound', 404, { ...image('m-own'), RegionId: 'cn-nowhere' }],
  ['CancelCopyImage', 'InvalidImageId.NotFound', 404, image('m-nowhere')],
]);
