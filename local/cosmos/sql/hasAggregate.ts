import type { Expression } from './ast.js';

/** Whether an expression is about all rows at once. */
export function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'aggregate':
      return true;
    case 'constant':
    case 'parameter':
    case 'item':
      return false;
    case 'property':
      return hasAggregate(expression.of);
    case 'not':
    case 'negate':
      return hasAggregate(expression.operand);
    case 'and':
    case 'or':
    case 'binary':
      return hasAggregate(expression.left) || hasAggregate(expression.right);
    case 'in':
    case 'between':
      return hasAggregate(expression.value);
    case 'call':
      return expression.operands.some(hasAggregate);
    case 'object':
      return expression.entries.some(([, value]) => hasAggregate(value));
    case 'array':
      return expression.elements.some(hasAggregate);
  }
}
