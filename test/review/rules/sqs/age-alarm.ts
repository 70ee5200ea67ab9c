import { alarmSamples } from './parts.ts';

export const samples = alarmSamples('ApproximateAgeOfOldestMessage', 'Orders');
