// Requests of the official ECS SDK, made from ECS's own names.
import assert from 'node:assert/strict';
import ecs from '@alicloud/ecs20140526';

/** The SDK's request of an operation. */
export const request = (action, fields) => model(ecs[`${action}Request`], fields);

/** The SDK's method of an operation. */
export const method = (action) => action[0].toLowerCase() + action.slice(1);

function model(type, fields) {
  const names = Object.fromEntries(Object.entries(type.names()).map(([own, wire]) => [wire, own]));
  return new type(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined).map(([wire, value]) => {
    assert.ok(names[wire], `${type.name} has nothing for ${wire}`);
    return [names[wire], field(wire, type.types()[names[wire]], value)];
  })));
}

function field(wire, type, value) {
  if (typeof type === 'function') return model(type, value);
  if (type.type === 'array') return value.map((item) => (typeof type.itemType === 'function' ? model(type.itemType, item) : item));
  if (type !== 'string' || typeof value === 'string') return value;

  // Lists that are one text the SDK leaves to its callers.
  if (Array.isArray(value)) return wire === 'TaskIds' ? value.join(',') : JSON.stringify(value);
  return String(value);
}
