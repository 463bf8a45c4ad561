/** A dish. Prices are integer KRW and come from here alone. */
export interface MenuItem {
  readonly menuId: string;
  readonly name: { readonly ko: string; readonly en: string };
  readonly price: number;
}

export const MENU: readonly MenuItem[] = [
  { menuId: 'bulgogi-rice', name: { ko: '불고기 덮밥', en: 'Bulgogi rice bowl' }, price: 9_000 },
  { menuId: 'egg-toast', name: { ko: '계란 토스트', en: 'Egg toast' }, price: 4_500 },
  { menuId: 'abalone-porridge', name: { ko: '전복죽', en: 'Abalone porridge' }, price: 12_000 },
  { menuId: 'bean-sprout-soup', name: { ko: '콩나물국밥', en: 'Bean sprout soup with rice' }, price: 8_000 },
  { menuId: 'kimbap', name: { ko: '야채 김밥', en: 'Vegetable kimbap' }, price: 4_000 },
  { menuId: 'seaweed-soup', name: { ko: '미역국 정식', en: 'Seaweed soup breakfast' }, price: 8_500 },
  { menuId: 'misugaru', name: { ko: '미숫가루', en: 'Misugaru grain shake' }, price: 3_500 },
];
