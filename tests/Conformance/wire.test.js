// The same requests through the official SDKs and through our client: what arrives at a server is the same, but for what `differences` says.
// WIRE_CLIENT names the program that sends them through ours.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import openApi from '@alicloud/openapi-core';
import ecs from '@alicloud/ecs20140526';
import sts from '@alicloud/sts20150401';
import { method, request } from './models.js';

const requestsFile = new URL('requests.json', import.meta.url);
const requests = JSON.parse(await readFile(requestsFile, 'utf8'));
const key = { accessKeyId: 'access-key-id', accessKeySecret: 'access-key-secret' };

/**
 * What is not the same, and why that is right. `theirs` or `ours` = only there; `value` = another value, `json` = another text of the same
 * JSON; `of` = the requests, where it is not all; `sometimes` = the same by chance, else.
 */
const differences = [
  { header: 'x-acs-date', value: true, sometimes: true, reason: 'the time of sending, in seconds' },
  { header: 'x-acs-signature-nonce', value: true, reason: 'unique to each request' },
  { header: 'authorization', value: true, reason: 'holds the signature, which is checked by itself, and the list of the signed headers, which is compared by its headers' },
  { header: 'host', value: true, reason: 'the two are recorded at addresses of their own' },
  { header: 'user-agent', value: true, reason: 'each says its own name' },
  { header: 'connection', theirs: true, reason: 'keep-alive is the default of HTTP/1.1, so ours does not say it' },
  { header: 'x-acs-credentials-provider', theirs: true, reason: "names the SDK's own chain of credential providers; optional, and ours has another chain" },
  { parameter: 'PageNumber', ours: true, of: /^(DescribeImages|DescribeImageSharePermission|DescribeInstanceStatus|DescribeTasks)$/, reason: 'ours reads all pages, and so asks for the first' },
  { parameter: 'PageSize', ours: true, of: /^(DescribeImages|DescribeImageSharePermission|DescribeInstanceStatus|DescribeTasks)$/, reason: 'ours reads all pages, and so asks for large ones' },
  {
    parameter: 'MaxResults', ours: true, reason: 'ours reads all pages, and so asks for large ones',
    of: /^(DescribeInstances|DescribeDisks|DescribeSnapshots|DescribeInstanceTypes|DescribeInvocationResults|DescribeCloudAssistantStatus)$/,
  },
  { parameter: 'Parameters', json: true, of: /^RunCommand$/, reason: 'characters beyond the 16 bits of Unicode are escaped in our JSON' },
  { parameter: 'ClientToken', theirs: true, of: /^CopyImage$/, reason: 'whether a dry run uses up its token is not known, so ours sends none with it' },
];

let recorded;
let unlisted; // what our requests can say, and none in the list does

before(async () => {
  recorded = [await record(sendTheirs), await record(sendOurs)];
});

after(() => {
  const unused = differences.filter((difference) => !difference.seen && !difference.sometimes);
  assert.deepEqual(unused, [], 'these differences are none');
});

test('at least 60 requests, all operations, and all that can be said', () => {
  assert.ok(requests.length >= 60);
  assert.equal(new Set(requests.map(({ action }) => action)).size, 39);
  assert.deepEqual(unlisted, []);
  assert.deepEqual(recorded.map((all) => all.length), [requests.length, requests.length]);
});

for (const [number, { action, sts: temporary }] of requests.entries()) {
  test(`${number + 1}: ${action}${temporary ? ', temporary key' : ''}`, () => {
    const [theirs, ours] = recorded.map((all) => all[number]);

    assert.equal(ours.headers['x-acs-action'], action);
    assert.deepEqual([ours.method, ours.path, ours.body], [theirs.method, theirs.path, theirs.body]);
    compare('parameter', action, theirs.parameters, ours.parameters);
    compare('header', action, theirs.headers, ours.headers);
    compare('header', action, signed(theirs), signed(ours));
    assert.equal(signatureBySdk(theirs), theirs.headers.authorization);
    assert.equal(signatureBySdk(ours), ours.headers.authorization);
  });
}

/** Every name that only one has, or that has two values, must be in the table. */
function compare(kind, action, theirs, ours) {
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    if (theirs[name] === ours[name]) continue;
    const found = !(name in ours) ? 'theirs' : !(name in theirs) ? 'ours' : sameJson(theirs[name], ours[name]) ? 'json' : 'value';
    const known = differences.find((difference) => difference[kind] === name && difference[found] && (difference.of ?? /^/).test(action));
    assert.ok(known, `${kind} ${name}: theirs ${theirs[name]}, ours ${ours[name]}`);
    known.seen = true;
  }
}

function sameJson(one, other) {
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

/** The signed headers by name. */
const signed = ({ headers }) => Object.fromEntries(/SignedHeaders=([^,]*),/.exec(headers.authorization)[1].split(';').map((name) => [name, headers[name]]));

/** The Authorization header as the official SDK makes it for what has arrived. */
const signatureBySdk = ({ method, path, parameters, headers }) => openApi.OpenApiUtil.getAuthorization(
  { method, pathname: path, query: parameters, headers }, 'ACS3-HMAC-SHA256', headers['x-acs-content-sha256'], key.accessKeyId, key.accessKeySecret);

/** What comes to a server while `send` sends to it. */
async function record(send) {
  const seen = [];
  const server = http.createServer((request, response) => {
    const body = [];
    request.on('data', (part) => body.push(part));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url.replaceAll('+', '%2B'), 'http://localhost');
      seen.push({ method: request.method, path: pathname, parameters: Object.fromEntries(searchParams), headers: request.headers, body: Buffer.concat(body).toString() });
      response.setHeader('content-type', 'application/json').end('{"RequestId":"R"}');
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await send(`127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return seen;
}

async function sendOurs(endpoint) {
  const { stdout } = await promisify(execFile)(process.env.WIRE_CLIENT, [`http://${endpoint}/`, fileURLToPath(requestsFile)]);
  unlisted = stdout.split('\n').filter(Boolean);
}

async function sendTheirs(endpoint) {
  for (const { action, sts: temporary, parameters } of requests) {
    const config = new openApi.$OpenApiUtil.Config({ endpoint, protocol: 'http', regionId: 'cn-hangzhou', ...key, ...(temporary && { securityToken: 'security-token' }) });
    await (action === 'GetCallerIdentity' ? new sts.default(config).getCallerIdentity() : new ecs.default(config)[method(action)](request(action, parameters)));
  }
}
