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
const parked = 'eu-central-1';
const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'ap-southeast-1', parked, 'us-east-1'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let passed = 0;
let failed = 0;

const run = (...args) => spawnSync(program, [...args, '--address', temporal], { encoding: 'utf8', timeout: 120000 });

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

async function main() {
  const state = await (await fetch(`${admin}/info`)).json();
  const key = state.accounts[0].keys.find(candidate => candidate.region === parked).id;
  await fetch(`${admin}/keys/${parked}/${key}/disable`, { method: 'POST' });
  const promote = run('promote', spec);
  if (promote.status !== 3) throw new Error(`promote ended with ${promote.status}, not 3: ${promote.stdout}${promote.stderr}`);

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
  const page = await browser.newPage({ viewport: { width: 1400, height: 2200 } });
  const runId = JSON.parse(spawnSync(process.env.SHAREDIMAGES_TEMPORAL, ['workflow', 'describe', '-w', id, '--address', temporal, '-o', 'json'], { encoding: 'utf8' }).stdout)
    .workflowExecutionInfo.execution.runId;
  const tab = name => `${webUi}/namespaces/default/workflows/${encodeURIComponent(id)}/${runId}/${name}`;

  await page.goto(tab('timeline'));
  await check(page, 'timeline', regions.map(region => `${region} ← m-`), { x: 280, y: 670, width: 1120, height: 560 });
  await page.goto(tab('user-metadata'));
  await check(page, 'board', [...regions, `${parked} is parked`, 'enable the KMS key', 'retry|retryAsNew|skip|abort', '5 of 6 regions done'], { x: 280, y: 60, width: 1120, height: 1000 });
  await page.goto(tab('search-attributes'));
  await check(page, 'search attributes', ['ImagePhase', 'ImageRegions', 'ImageParked', 'ImageParkedSince', 'ImageSource', 'ImageOwner', 'ImageName', 'ImageVersion', 'ImageStartedBy', 'Distributing', 'true']);

  const resolve = run('resolve', id, '--item', parked, '--step', 'copy', 'skip');
  if (resolve.status !== 0) throw new Error(`resolve ended with ${resolve.status}: ${resolve.stderr}`);
  await page.goto(tab('timeline'));
  await check(page, 'result', ['5 of 6 regions done', `1 skipped by decision (${parked})`]);
  await browser.close();
}

main().catch(error => { failed++; console.log(`not ok - ${error.stack}`); }).finally(() => {
  console.log(`# pass ${passed}\n# fail ${failed}`);
  process.exitCode = failed === 0 ? 0 : 1;
});
