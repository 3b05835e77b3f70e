/** Every annotation and label this project writes, in one place. `docs`: README, "What we write on your objects". */
import { group } from './group.ts';

/** On a held workload: the Canary that holds it. */
export const heldBy = `${group}/held-by`;
/** On a held workload: the hash of the template that serves meanwhile; set at the first hold and kept while further changes arrive. */
export const stableTemplate = `${group}/stable-template`;
/** On a held workload: the hash of the template that waits. */
export const heldTemplate = `${group}/held-template`;
/** On a held workload whose user had paused it before: the hold ends with that pause, not without it. */
export const pausedByUser = `${group}/paused-by-user`;
/** All that a hold writes on a workload, and its end takes off. */
export const holdNames = [heldBy, stableTemplate, heldTemplate, pausedByUser] as const;
/** On a workload: the hash of the template that was let through. Written in the PATCH that releases; needs the verb `promote`. */
export const promote = `${group}/promote`;
/** On a workload: its hold was lifted because its stable template (this hash) was applied again. */
export const lifted = `${group}/lifted`;
/** Written by a person on a change: let it through once, unanalysed, for this reason; needs the verb `bypass`. */
export const bypass = `${group}/bypass`;
/** What `bypass` becomes when it is consumed: `<template hash>: <reason>`. */
export const bypassed = `${group}/bypassed`;

/** On a Canary: what a person asked for (`promote`, `abort`, `revert`, `pause`, `resume`), who, when, and of which held template. */
export const command = `${group}/command`;
export const commandBy = `${group}/command-by`;
export const commandAt = `${group}/command-at`;
export const commandTemplate = `${group}/command-template`;

/** Written by a person on a Canary: the pods whose /metrics tell about its requests, as `<namespace>/<label selector>`, where they are not found by themselves. */
export const metricsPods = `${group}/metrics-pods`;

/** On a routing object that existed before us: its original spec as JSON, restored when the Canary goes. */
export const originalSpec = `${group}/original-spec`;
/** Next to it: the labels and annotations of that object that ours stand in place of, as JSON; absent where there were none. */
export const originalMetadata = `${group}/original-metadata`;
/** Label on all that we create: the Canary's name. */
export const canaryLabel = `${group}/canary`;
/** Finalizer on a Canary while there is something to undo and a runner to undo it. */
export const finalizer = `${group}/put-back`;
