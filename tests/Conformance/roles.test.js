// Users, roles and temporary keys, as the official SDKs get and use them, against `sharedimages simulate --world identity.world.yaml --certificate`.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import credentials from '@alicloud/credentials';
import openApi from '@alicloud/openapi-core';
import ecs from '@alicloud/ecs20140526';
import sts from '@alicloud/sts20150401';
import { call, home, refused } from './harness.js';

const simulator = JSON.parse(process.env.CONFORMANCE_IDENTITY);
const endpoint = new URL(simulator.address).host;
const [ours, publisher] = simulator.accounts;
const [user, reader, spare] = ours.accessKeys;
const [roleArn] = publisher.roles;
const externalId = 'shared-images';
const image = { regionId: home, imageId: simulator.images[0].imageId };

const config = (accessKey, more) => new openApi.$OpenApiUtil.Config({
  endpoint, protocol: 'https', regionId: home, accessKeyId: accessKey?.id, accessKeySecret: accessKey?.secret, ...more,
});
const ecsClient = (accessKey, more) => new ecs.default(config(accessKey, more));
const stsClient = (accessKey, more) => new sts.default(config(accessKey, more));

const assume = (accessKey, fields) =>
  stsClient(accessKey).assumeRole(new sts.AssumeRoleRequest({ roleArn, roleSessionName: 'run-1', externalId, ...fields }));
const shareOn = (client, account) => call(client, 'modifyImageSharePermission', { ...image, addAccount: [account] });

/** Temporary keys of the official credentials package do what only the publisher may. */
async function actsForThePublisher(options) {
  const credential = new credentials.default(new credentials.Config({ roleArn, roleSessionName: 'run-1', stsEndpoint: endpoint, ...options }));
  const { accessKeyId, securityToken } = await credential.getCredential();
  assert.match(accessKeyId, /^STS\./);
  assert.ok(securityToken);
  await shareOn(ecsClient(null, { credential }), ours.id);
}

test('the older signature is taken, too', async () => {
  const { images } = await call(ecsClient(user, { signatureAlgorithm: 'v2' }), 'describeImages', { regionId: home, imageOwnerAlias: 'others' });
  assert.deepEqual(images.image.map((shared) => shared.imageId), [image.imageId]);
});

test('STS gives a user the temporary keys of a role, and they act for the account of the role', async () => {
  const { body } = await assume(user);
  assert.equal(body.assumedRoleUser.arn, `${roleArn}/run-1`);
  const lives = Date.parse(body.credentials.expiration) - Date.now();
  assert.ok(lives > 3_500_000 && lives <= 3_600_000, `they live for ${lives} ms`);

  const { accessKeyId, accessKeySecret, securityToken } = body.credentials;
  const temporary = { accessKeyId, accessKeySecret, securityToken };
  const identity = (await stsClient(null, temporary).getCallerIdentity()).body;
  assert.equal(identity.identityType, 'AssumedRoleUser');
  assert.equal(identity.accountId, publisher.id);
  assert.equal(identity.arn, `acs:ram::${publisher.id}:assumed-role/sharer/run-1`);
  await shareOn(ecsClient(null, temporary), ours.id);

  await refused(shareOn(ecsClient(null, { accessKeyId, accessKeySecret }), ours.id), 'MissingSecurityToken', 400);
  await refused(shareOn(ecsClient(null, { ...temporary, securityToken: 'nonsense' }), ours.id), 'InvalidSecurityToken.Malformed', 400);
});

test('who is not trusted gets no keys', async () => {
  await refused(assume(user, { externalId: 'else' }), 'NoPermission', 403);
  await refused(assume(publisher.accessKeys[0]), 'NoPermission', 403);
  await refused(assume(user, { durationSeconds: 60 }), 'InvalidParameter.DurationSeconds', 400);
});

test('the official credentials assume a role', () =>
  actsForThePublisher({ type: 'ram_role_arn', accessKeyId: user.id, accessKeySecret: user.secret, externalId }));

test('the official credentials assume a role by OIDC', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const oidcTokenFilePath = join(folder, 'token');
  await writeFile(oidcTokenFilePath, 'token-of-the-pod');
  await actsForThePublisher({ type: 'oidc_role_arn', oidcProviderArn: `acs:ram::${publisher.id}:oidc-provider/cluster`, oidcTokenFilePath });
  await rm(folder, { recursive: true });
});

test('the STS SDK assumes a role by OIDC, unsigned', async () => {
  const request = new sts.AssumeRoleWithOIDCRequest({ roleArn, roleSessionName: 'pod', OIDCProviderArn: `acs:ram::${publisher.id}:oidc-provider/cluster`, OIDCToken: 'token-of-the-pod' });
  const { body } = await stsClient(user).assumeRoleWithOIDC(request);
  assert.match(body.credentials.accessKeyId, /^STS\./);
});

test('a user is denied what his policy does not allow, in detail', async () => {
  const client = ecsClient(reader);
  await call(client, 'describeImages', { regionId: home });

  const copy = { ...image, destinationRegionId: home, destinationImageName: 'copy' };
  await refused(call(client, 'copyImage', copy), 'Forbbiden', 403);
  await refused(call(client, 'deleteImage', image), 'Forbidden.RAM', 403);
  await assert.rejects(call(client, 'deleteImage', image), ({ accessDeniedDetail }) => {
    assert.equal(accessDeniedDetail.AuthAction, 'ecs:DeleteImage');
    assert.equal(accessDeniedDetail.AuthPrincipalType, 'SubUser');
    assert.equal(accessDeniedDetail.NoPermissionType, 'ImplicitDeny');
    return true;
  });
});

test('a disabled key is inactive', async () => {
  const client = ecsClient(spare);
  await call(client, 'describeRegions', {});

  const answer = await fetch(new URL(`/accessKeys/${spare.id}/disable`, simulator.adminAddress), { method: 'POST' });
  assert.equal(answer.status, 200);
  await refused(call(client, 'describeRegions', {}), 'InvalidAccessKeyId.Inactive', 400);
});
