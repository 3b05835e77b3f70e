/** The kind AlertProvider: where people are told what comes of a rollout. Fields are described in manifests/crds/alertproviders.yaml. */
import type { KubeObject } from '../kube/kube.ts';
import type { AlertProviderFields } from './generated/alert-provider.ts';

/** An AlertProvider as the API server stores it. */
export interface AlertProvider extends KubeObject, AlertProviderFields {}

export type { AlertProviderSpec, AlertProviderStatus } from './generated/alert-provider.ts';
