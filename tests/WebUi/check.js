// node check.js PROGRAM SPEC DEV-OUTPUT PICTURES
'use strict';
const { chromium } = require('playwright-core');
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const [, , program, spec, devOutput, pictures] = process.argv;
const said = fs.readFileSync(devOutput, 'utf8');
const webUi = said.match(/Web UI +(http:\/\/[^/]+)/)[1];
const temporal = said.match(/Temporal +(\S+)/)[1];
const admin = said.match(/[Ff]aults and state at (http:\/\/[\d.]+:\d+)/)[1];
const id = 'promote/web-base/2026.11.24';
const home = 'cn-hangzhou';
const parked = 'eu-central-1';
const regions = [home, 'cn-shanghai', 'cn-beijing', 'ap-southeast-1', parked, 'us-east-1'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const board = { x: 280, y: 60, width: 1120, height: 1000 };

/** What the simulator began with. */
let info;
const key = region => info.accounts[0].keys.find(candidate => candidate.region === region).id;

let passed = 0;
let failed = 0;

/** Runs the program to its end, which must have this exit code. */
function run(exitCode, ...args) {
  const ended = spawnSync(program, [...args, '--address', temporal], { encoding: 'utf8', timeout: 120000 });
  if (ended.status !== exitCode) throw new Error(`${args.join(' ')} ended with ${ended.status}, not ${exitCode}: ${ended.stdout}${ended.stderr}`);
}

/** A tab of the newest run of a workflow. */
function tab(workflowId, name) {
  const described = spawnSync(process.env.SHAREDIMAGES_TEMPORAL, ['workflow', 'describe', '-w', workflowId, '--address', temporal, '-o', 'json'], { encoding: 'utf8' });
  const { runId } = JSON.parse(described.stdout).workflowExecutionInfo.execution;
  return `${webUi}/namespaces/default/workflows/${encodeURIComponent(workflowId)}/${runId}/${name}`;
}

const post = (where, body) => fetch(`${admin}${where}`, { method: 'POST', body: body && JSON.stringify(body) });

/** Writes a spec beside that of the promotion. */
function write(kind, text) {
  const file = path.join(path.dirname(spec), `${kind}.yaml`);
  fs.writeFileSync(file, `apiVersion: sharedimages/v1\nkind: ${kind}\n${text}`);
  return file;
}

/** The page's text, the Markdown panels (iframes) included, as soon as all wanted texts are there. */
async function check(page, what, wanted, clip) {
  // Lists draw only the rows in sight: what has been seen while scrolling counts.
  let text = '';
  for (const deadline = Date.now() + 60000; Date.now() < deadline; await page.waitForTimeout(500)) {
    const frames = await Promise.all(page.frames().map(frame => frame.evaluate(() => document.body.innerText).catch(() => '')));
    text += frames.join('\n');
    if (wanted.every(part => text.includes(part))) break;
    await page.mouse.wheel(0, 600);
  }
  await page.screenshot({ path: path.join(pictures, `${what.replaceAll(' ', '-')}.png`), clip });
  const missing = wanted.filter(part => !text.includes(part));
  if (missing.length === 0) {
    passed++;
    console.log(`ok - ${what}`);
  } else {
    failed++;
    console.log(`not ok - ${what}: missing ${JSON.stringify(missing)} in\n${text}`);
  }
}

async function promotion(page) {
  await post(`/keys/${parked}/${key(parked)}/disable`);
  run(3, 'promote', spec);
  await page.goto(tab(id, 'timeline'));
  await check(page, 'timeline', regions.map(region => `${region} ← m-`), { x: 280, y: 670, width: 1120, height: 560 });
  await page.goto(tab(id, 'user-metadata'));
  await check(page, 'board', [...regions, `${parked} is parked`, 'enable the KMS key', 'retry|retryAsNew|skip|abort', '5 of 6 regions done'], board);
  await page.goto(tab(id, 'search-attributes'));
  await check(page, 'search attributes', ['ImagePhase', 'ImageRegions', 'ImageParked', 'ImageParkedSince', 'ImageSource', 'ImageOwner', 'ImageName', 'ImageVersion', 'ImageStartedBy', 'Distributing', 'true']);

  run(0, 'resolve', id, '--item', parked, '--step', 'copy', 'skip');
  await page.goto(tab(id, 'timeline'));
  await check(page, 'result', ['5 of 6 regions done', `1 skipped by decision (${parked})`]);
}

async function launch(page) {
  const file = write('Launch', `
name: web
version: "1"
image: { owner: "2000000000000002", imageId: m-bp1webbaseplain00001 }
targets:
  - region: ${home}
    count: 3
    instanceTypes: [ecs.g7.large]
    vSwitches: [${info.zones.find(zone => zone.region === home).vSwitches[0]}]
    securityGroups: [${info.securityGroups.find(group => group.region === home).id}]
instance: { name: web, tags: { role: web } }
test: { commands: [{ run: echo active, output: active }] }
onFailure: undo
`);
  await post('/faults', { kind: 'failCommand', exitCode: 3, message: 'inactive' });
  run(3, 'launch', file);
  await page.goto(tab('launch/web/1', 'user-metadata'));
  await check(page, 'board of a launch', [`${home} is parked`, 'at test', 'ended with exit code 3', 'inactive', 'retry|skip|abort', '0 of 1 regions done'], board);
  run(0, 'resolve', 'launch/web/1', '--item', home, 'retry');
  run(0, 'launch', file);
  await page.goto(tab('launch/web/1', 'timeline'));
  await check(page, 'result of a launch', ['3 instances of 3 there']);
}

async function replacement(page) {
  const replacementId = 'replace/web-roll/1';
  const file = write('Replacement', `
name: web-roll
version: "1"
image: { promotion: web-base/2026.11.24 }
instances: [{ region: ${home}, tags: { role: web }, kmsKeyId: ${key(home)} }]
pace: { maxUnavailable: 1, canary: 1, soak: decision }
keepOldDisk: 7d
onFailure: keep
`);
  run(3, 'replace', file);
  await page.goto(tab(replacementId, 'user-metadata'));
  await check(page, 'board of a canary', ['replacement is parked', 'at canary', 'look at the canary', 'continue|back|abort', '1 of 3 instances as asked'], board);

  await post('/faults', { kind: 'error', action: 'StartInstance', code: 'InstanceExpired', httpStatus: 403, times: 2 });
  run(0, 'resolve', replacementId, '--item', 'replacement', 'continue');
  run(3, 'replace', file);
  const instance = JSON.parse(spawnSync(program, ['status', replacementId, '--output', 'json', '--address', temporal], { encoding: 'utf8' }).stdout).items[0].item;
  await page.goto(tab(replacementId, 'user-metadata'));
  await check(page, 'board of a replacement', [`${instance} is parked`, 'at start', 'settle what is owed for it', 'retry|abort', '1 of 3 instances as asked'], board);
  await page.goto(tab(`replace/${info.accounts[0].id}/${home}/${instance}`, 'user-metadata'));
  await check(page, 'board of an instance', [`parked: ${instance}`, 'settle what is owed for it', 'retry|abort'], board);
  await page.goto(tab(replacementId, 'timeline'));
  await check(page, 'timeline of a replacement', ['instances from'], { x: 280, y: 670, width: 1120, height: 560 });

  run(0, 'resolve', replacementId, '--item', instance, 'retry');
}

async function sharing(page) {
  const state = await (await fetch(`${admin}/state`)).json();
  const image = state.images.find(one => one.account === info.accounts[0].id && one.region === 'us-east-1').imageId;
  await post('/faults', { kind: 'error', action: 'ModifyImageSharePermission', code: 'AssumeRoleError', httpStatus: 403, image });
  run(3, 'share', id, '--with', '5000000000000005');
  await page.goto(tab('share/web-base/2026.11.24', 'user-metadata'));
  await check(page, 'board of a sharing', [`us-east-1/${image} is parked`, 'AliyunECSShareEncryptImageDefaultRole', 'retry|skip|abort', '4 of 5 images done'], board);
  run(0, 'resolve', 'share/web-base/2026.11.24', '--item', `us-east-1/${image}`, 'retry');
}

async function refresh(page) {
  const file = write('Refresh', `
name: web-base
source: { region: ${home}, owner: "2000000000000002", namePattern: "web-base-*" }
intake: { kmsKeyId: ${key(home)} }
targets: [{ region: ${home} }, { region: us-east-1, kmsKeyId: ${key('us-east-1')} }]
image: { name: "web-base-{version}", description: Hardened web base, family: web-base, tags: { team: platform } }
share: { accounts: ["3000000000000003"] }
channels: [{ set: dev }]
schedule: { at: ["03:00"], days: [monday], timeZone: Asia/Shanghai }
`);
  run(0, 'refresh', file);
  await page.goto(tab('refresh/web-base', 'user-metadata'));
  await check(page, 'board of a refresh', ['web-base 2026.11.24', '2 of 2 regions done', 'us-east-1'], board);
  run(0, 'schedule', 'apply', file);
  run(0, 'schedule', 'trigger', 'web-base');
  run(0, 'schedule', 'pause', 'web-base', '--reason', 'no changes in December');
  await page.goto(`${webUi}/namespaces/default/schedules`);
  await check(page, 'schedules', ['PAUSED', 'refresh/web-base', 'ScheduledRefresh', 'At 03:00 on Monday', 'Asia/Shanghai']);
  await page.goto(`${webUi}/namespaces/default/schedules/refresh%2Fweb-base`);
  await check(page, 'schedule', ['PAUSED', 'scheduled/refresh/web-base-', 'BufferOne', '6 hours', 'no changes in December', 'web-base-*']);
}

async function main() {
  info = await (await fetch(`${admin}/info`)).json();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
  const page = await browser.newPage({ viewport: { width: 1400, height: 2200 } });
  for (const kind of [promotion, launch, replacement, sharing, refresh]) await kind(page);
  await browser.close();
}

main().catch(error => { failed++; console.log(`not ok - ${error.stack}`); }).finally(() => {
  console.log(`# pass ${passed}\n# fail ${failed}`);
  process.exitCode = failed === 0 ? 0 : 1;
});
