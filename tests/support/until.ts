export { until } from '../../local/until.js';
