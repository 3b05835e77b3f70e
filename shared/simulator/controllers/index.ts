/** Every controller, one line each. */
export { daemonsetController } from './daemonset-controller.ts';
export { deploymentController } from './deployment-controller.ts';
export { disruptionController } from './disruption-controller.ts';
export { endpointsController } from './endpoints-controller.ts';
export { endpointsliceController } from './endpointslice-controller.ts';
export { garbageCollector } from './garbage-collector.ts';
export { horizontalpodautoscalerController } from './horizontalpodautoscaler-controller.ts';
export { namespaceController } from './namespace-controller.ts';
export { replicasetController } from './replicaset-controller.ts';
export { rootCaCertPublisher } from './root-ca-cert-publisher.ts';
export { scheduler } from './scheduler.ts';
export { serviceaccountController } from './serviceaccount-controller.ts';
export { statefulsetController } from './statefulset-controller.ts';
