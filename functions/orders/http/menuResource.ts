import * as z from 'zod';

/** The menu as the API shows it. */
export const MenuResource = z.object({
  items: z.array(
    z.object({
      menuId: z.string(),
      name: z.object({ ko: z.string(), en: z.string() }),
      /** In integer KRW. */
      price: z.int().nonnegative(),
    }),
  ),
});
export type MenuResource = z.infer<typeof MenuResource>;
