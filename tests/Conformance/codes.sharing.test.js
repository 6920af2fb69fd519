// Sharing: every code of ModifyImageSharePermission and DescribeImageSharePermission that a world can bring about.
import { area, home } from './codes.js';

const image = (ImageId, fields) => ({ RegionId: home, ImageId, ...fields });
const share = (ImageId, ...AddAccount) => image(ImageId, { AddAccount: AddAccount.length > 0 ? AddAccount : ['2000000000000002'] });

area('sharing', [
  ['ModifyImageSharePermission', 'MissingParameter', 400, image('m-own')],
  ['ModifyImageSharePermission', 'AssumeRoleError', 403, share('m-no-role'), { as: 'NoRole' }],
  ['ModifyImageSharePermission', 'InvalidOperation.ServiceKeyEncryptedImageUnsupported', 403, async (world) => {
    const { imageId } = await world.call('CopyImage', image('m-own', { DestinationRegionId: home, Encrypted: true }));
    await world.available(imageId);
    return share(imageId);
  }],
  ['ModifyImageSharePermission', 'OperationDeined.FullImage', 403, share('m-encrypted-twice')],
  ['ModifyImageSharePermission', 'OperationDenied.InvalidImageStatus', 403, share('m-unavailable')],
  ['ModifyImageSharePermission', 'QuotaExceed.ShareImage', 403, share('m-own'), { rules: { imagesPerRecipient: 1 } }],
  ['ModifyImageSharePermission', 'QuotaExceed.ShareImageUser', 403, share('m-shared-on', '5000000000000001'), { rules: { sharesPerImage: 1 } }],
  ['ModifyImageSharePermission', 'Image.Public', 403, image('m-community', { IsPublic: true })],
  ['ModifyImageSharePermission', 'Image.NotPublic', 403, image('m-own', { IsPublic: false })],
  ['ModifyImageSharePermission', 'CurrentRegion.NotSupportPublicImage', 403, { RegionId: 'cn-fuzhou', ImageId: 'm-fuzhou', IsPublic: true }],
  ['ModifyImageSharePermission', 'PublicImageAgreement.NotSigned', 403, image('m-own', { IsPublic: true })],
  ['ModifyImageSharePermission', 'InvalidParameter.KMSKeyId.CMKUnauthorized', 403, share('m-encrypted-untagged')],
  ['ModifyImageSharePermission', 'InvalidParameter.KMSKeyId.CMKNotEnabled', 403, share('m-encrypted-disabled')],
  ['ModifyImageSharePermission', 'InvalidImageId.NotFound', 404, share('m-shared')],
  ['ModifyImageSharePermission', 'InvalidAccount.NotFound', 404, share('m-own', '9000000000000009')],
  ['ModifyImageSharePermission', 'InvalidAccount.Forbbiden', 404, share('m-own', '1000000000000001')],

  ['DescribeImageSharePermission', 'MissingParameter', 400, { RegionId: home }],
  ['DescribeImageSharePermission', 'InvalidImageId.NotFound', 404, image('m-shared')],
]);
