/** The body of a good order, with some fields exchanged. */
export function breakfast(changes: object = {}) {
  return {
    customerId: 'kim',
    lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
    deliveryAddress: '서울시 종로구 1',
    billingKey: 'bk_ok',
    ...changes,
  };
}

/** No order has this id. */
export const NO_ORDER = '00000000-0000-4000-8000-000000000000';
