/** OpenAPI v3 as CustomResourceDefinitions write it, and as our own description of the built-in kinds is written. */
export interface Schema {
  /** Of built-in kinds: Go's name of the type, as `v1.PodSpec`. Such a schema may contain itself. */
  title?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  description?: string;
  format?: string;
  default?: unknown;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'granular' | 'atomic';
  /** Strategic merge patch of built-in kinds: how a list is merged, and by which field. */
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-validations'?: ValidationRule[];
  /** The remaining keywords of JSON schema: minimum, maxLength, pattern, oneOf, not, ... */
  [keyword: string]: unknown;
}

/** A CEL rule on a node of a schema. */
export interface ValidationRule {
  rule: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
  fieldPath?: string;
  optionalOldSelf?: boolean;
}

/** `PodSpec` of a schema of a built-in kind that is called `v1.PodSpec`. */
export function typeNameOf({ title = '' }: Schema): string {
  return title.slice(title.indexOf('.') + 1);
}
